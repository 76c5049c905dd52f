import { type ReactNode, useState } from 'react';
import { playTestSound } from '@/calling/test-sound.ts';
import { areShortcutsOn, setShortcutsOn } from '@/calling/use-call-shortcuts.ts';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { Button } from '@/components/ui/Button.tsx';
import { Switch } from '@/components/ui/Switch.tsx';
import { useCopy } from '@/lib/language.ts';
import { AudioPicker } from './AudioPicker.tsx';
import { callingCopy } from './calling-copy.ts';
import { ConnectionTest } from './ConnectionTest.tsx';
import { deviceCopy as copy } from './device-copy.ts';
import { lineCopy } from './line-copy.ts';
import { MicrophoneTest } from './MicrophoneTest.tsx';
import { phoneLinkCopy } from './phone-link-copy.ts';
import { ReadinessLight } from './ReadinessLight.tsx';
import { ShortcutList } from './ShortcutList.tsx';
import { TelLinks } from './TelLinks.tsx';

/** This browser as a telephone: does it ring here, does the microphone work, who may notify. */
export function DeviceSettings() {
  const links = useCopy(phoneLinkCopy);
  return (
    <div className="grid divide-y divide-line">
      <Row title={copy.readiness}>
        <ReadinessLight />
      </Row>
      <Row title={copy.microphone}>
        <AudioPicker use="microphone" />
        <MicrophoneTest />
      </Row>
      <Row title={lineCopy.speaker} text={lineCopy.speakerText}>
        <AudioPicker use="speaker" />
        <TestSpeaker />
      </Row>
      <Row title={copy.ring} text={copy.ringText}>
        <AudioPicker use="ringer" />
        <TestRing />
      </Row>
      <Row title={lineCopy.connection} text={lineCopy.connectionText}>
        <ConnectionTest />
      </Row>
      <Notifications />
      <Shortcuts />
      <Row title={links.telTitle}>
        <TelLinks />
      </Row>
    </div>
  );
}

function Row({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <div className="grid gap-2 py-4 desk:grid-cols-[12rem_1fr]">
      <h3 className="text-body">{title}</h3>
      <div className="grid justify-items-start gap-2">
        {text ? <p className="text-muted">{text}</p> : null}
        {children}
      </div>
    </div>
  );
}

function TestSpeaker() {
  const { audio } = useCalling();
  return (
    <Button onClick={() => playTestSound(audio.chosen('speaker')?.id ?? null)}>
      {lineCopy.speakerTest}
    </Button>
  );
}

function TestRing() {
  const calling = useCalling();
  const isBlocked = useCallingState((state) => state.soundBlocked);
  return (
    <Button onClick={() => calling.testRing()}>
      {isBlocked ? callingCopy.sound.enable : callingCopy.sound.test}
    </Button>
  );
}

const notificationWords = () => ({
  granted: copy.notificationsOn,
  denied: copy.notificationsDenied,
  default: copy.notificationsOff,
  unsupported: copy.notificationsUnsupported,
});

function Notifications() {
  const { notifier } = useCalling();
  const [permission, setPermission] = useState(() => notifier.permission());
  const ask = async () => {
    await notifier.request();
    setPermission(notifier.permission());
  };
  return (
    <Row title={copy.notifications} text={notificationWords()[permission]}>
      {permission === 'default' ? <Button onClick={() => void ask()}>{copy.enable}</Button> : null}
    </Row>
  );
}

function Shortcuts() {
  const [isOn, setIsOn] = useState(areShortcutsOn);
  const change = (next: boolean) => {
    setShortcutsOn(next);
    setIsOn(next);
  };
  return (
    <Row title={copy.keyboard}>
      <span className="flex items-center gap-2">
        <Switch label={copy.shortcutsSwitch} isOn={isOn} onChange={change} />
        {copy.shortcutsSwitch}
      </span>
      <ShortcutList />
    </Row>
  );
}
