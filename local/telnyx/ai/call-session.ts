import { inBackground } from '../background.ts';
import type { Timer } from '../clock.ts';
import type { World } from '../world.ts';
import { appHangup, endLeg } from '../world/ending.ts';
import type { Leg } from '../world/leg.ts';
import type { AssistantSettings } from './assistant-settings.ts';
import type { Conversation, EndReason } from './conversation.ts';
import { addSpoken } from './dialogue.ts';
import type { Trigger } from './dialogue.ts';
import { createEar } from './ear.ts';
import type { Ear } from './ear.ts';
import { forget, runToolWithFillers } from './fillers.ts';
import { createIdleWatch } from './idle.ts';
import type { IdleWatch } from './idle.ts';
import { scheduleInsights } from './insights.ts';
import { fillIn } from './mustache.ts';
import { emitEnded, emitHistory } from './session-events.ts';
import { legsOf } from './session.ts';
import type { AiSession, Participant } from './session.ts';
import { runTurn } from './turn.ts';
import type { Stage } from './turn.ts';
import { resolveVariables } from './variables.ts';
import { createVoice } from './voice.ts';
import type { Voice } from './voice.ts';

/** The runtime of an assistant on a call: it listens, asks its brain, speaks and uses tools. */
export class CallSession implements AiSession {
  readonly world: World;
  readonly leg: Leg;
  readonly conversation: Conversation;
  readonly startedAtMs: number;
  readonly participants: Participant[] = [];
  readonly voice: Voice;
  settings: AssistantSettings;
  variables: Record<string, string> = {};
  isOver = false;
  private readonly ear: Ear;
  private readonly idle: IdleWatch;
  private readonly stage: Stage;
  private readonly timers: Timer[] = [];
  /** The brain is at work; at first: the variables are being asked for. */
  private isBusy = true;
  /** Why the brain has to think again. */
  private news: Trigger | null = null;
  private hangsUp = false;

  constructor(world: World, leg: Leg, conversation: Conversation, settings: AssistantSettings) {
    this.world = world;
    this.leg = leg;
    this.conversation = conversation;
    this.settings = settings;
    this.startedAtMs = world.clock.now();
    this.idle = createIdleWatch(this);
    this.voice = createVoice({
      world,
      ears: () => legsOf(this).filter(({ state }) => state === 'answered'),
      voiceName: () => this.settings.voice,
      mayBegin: (line) => !this.isOver && (line.isGreeting === true || !this.isTalkedTo()),
      began: () => {
        this.idle.pause();
        emitHistory(this);
      },
      fellSilent: () => this.settle(),
    });
    this.ear = createEar({
      world,
      endpointingMs: () => this.settings.endpointingMs,
      interrupted: () => this.interrupted(),
      understood: (text) => this.understood(text),
    });
    this.stage = this.createStage();
  }

  /** Asks for variables, then greets: the assistant is on the line. */
  async begin(commandVariables: Record<string, string>): Promise<void> {
    const { world, leg, conversation, settings } = this;
    this.startTimers();
    this.useRoom();
    const from = { channel: 'phone_call', leg, command: commandVariables } as const;
    this.variables = await resolveVariables(world, conversation, settings, from);
    if (this.isOver) return;
    const { greeting, language } = this.settings;
    this.isBusy = false;
    if (greeting !== null && greeting !== '') {
      const text = fillIn(greeting, this.variables);
      const message = addSpoken(this, 'assistant', text, { isSent: false });
      this.voice.say({ message, language, isGreeting: true });
    }
    const early = this.takeNews() ?? (greeting === null ? 'start' : null);
    if (early === null) this.settle();
    else this.request(early);
  }

  callerBegan(): void {
    this.idle.reset();
    this.ear.began();
  }

  callerEnded(text: string | null): void {
    this.ear.ended(text);
  }

  request(trigger: Trigger): void {
    if (this.isOver) return;
    if (this.isBusy) {
      this.news = trigger;
      return;
    }
    this.isBusy = true;
    this.idle.pause();
    const turn = runTurn(this, this.stage, trigger).catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message : String(cause);
      console.error(`telnyx simulator: the brain failed: ${reason}`);
      this.end('error');
    });
    inBackground(
      turn.then(() => {
        this.isBusy = false;
        const late = this.takeNews();
        if (late === null) this.settle();
        else this.request(late);
      }),
      'a turn of an assistant',
    );
  }

  isWaiting(): boolean {
    if (this.isOver || this.isBusy || this.leg.state !== 'answered') return false;
    return !this.voice.isSpeaking() && !this.ear.isBusy();
  }

  join(participant: Participant): void {
    this.participants.push(participant);
    participant.leg.ai = this;
    this.world.media.bridge(this.leg.id, participant.leg.id);
    this.useRoom();
  }

  end(reason: EndReason): void {
    if (this.isOver) return;
    this.silence();
    for (const message of this.voice.cut()) forget(this, message);
    for (const leg of legsOf(this)) this.leave(leg);
    this.conversation.endedAtMs = this.world.clock.now();
    this.conversation.reason = reason;
    emitEnded(this);
    scheduleInsights(this);
    this.world.live.notify('call', { id: this.leg.id });
  }

  legEnded(leg: Leg, byParty: boolean): void {
    const index = this.participants.findIndex((participant) => participant.leg === leg);
    const participant = this.participants[index];
    if (participant === undefined) this.end(byParty ? 'user_hangup' : 'call_hangup');
    else if (participant.endsConversation) this.end('participant_hangup');
    else {
      this.participants.splice(index, 1);
      this.leave(leg);
    }
  }

  silence(): void {
    this.isOver = true;
    this.ear.close();
    this.idle.reset();
    for (const timer of this.timers) timer.cancel();
  }

  private startTimers(): void {
    const { clock, faults } = this.world;
    const { timeLimitMs } = this.settings;
    this.timers.push(clock.setTimeout(() => this.end('time_limit'), timeLimitMs));
    const { killAfterMs } = faults.plan().ai;
    if (killAfterMs === null) return;
    this.timers.push(clock.setTimeout(() => this.end('error'), killAfterMs));
  }

  private createStage(): Stage {
    return {
      say: (message, language) => this.voice.say({ message, language }),
      hangUp: () => {
        this.hangsUp = true;
      },
      runTool: (tool, args) => runToolWithFillers(this, tool, args),
      handedOff: () => this.useRoom(),
      isOver: () => this.isOver,
      takeNews: () => this.takeNews(),
    };
  }

  /** The caller speaks, and the assistant is one that lets others finish. */
  private isTalkedTo(): boolean {
    return this.settings.canInterrupt && this.ear.isHearing();
  }

  private takeNews(): Trigger | null {
    const { news } = this;
    this.news = null;
    return news;
  }

  private interrupted(): void {
    const line = this.voice.current();
    const { canInterrupt, canInterruptGreeting } = this.settings;
    if (line === null || !canInterrupt) return;
    if (line.isGreeting === true && !canInterruptGreeting) return;
    for (const message of this.voice.cut()) forget(this, message);
  }

  private understood(text: string): void {
    if (text === '') {
      this.voice.resume();
      this.settle();
      return;
    }
    this.hangsUp = false;
    addSpoken(this, 'user', text, { isSent: true });
    emitHistory(this);
    this.voice.resume();
    this.request('user');
  }

  /** Nothing is left to do: it is the caller's turn, or the assistant hangs up as it said. */
  private settle(): void {
    if (!this.isWaiting()) return;
    if (this.hangsUp) {
      this.end('assistant_hangup');
      endLeg(this.world, this.leg, appHangup(this.leg));
      return;
    }
    this.idle.begin();
    for (const leg of legsOf(this)) for (const run of leg.whenAiWaits.splice(0)) run();
  }

  private useRoom(): void {
    for (const { id } of legsOf(this)) this.world.media.setRoomTone(id, this.settings.roomVolume);
  }

  private leave(leg: Leg): void {
    leg.ai = null;
    this.world.media.setRoomTone(leg.id, null);
    if (leg !== this.leg) this.world.media.unbridge(leg.id);
  }
}
