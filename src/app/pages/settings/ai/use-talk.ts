import { useEffect, useRef, useState } from 'react';
import type { AiLanguage } from '@core/contracts/ai-profile.ts';
import { listen, speak, stopSpeaking } from './speech.ts';

/**
 * Talks with the dispatcher by voice: listens, sends, speaks the reply, and listens again, until it is
 * stopped or nothing is said.
 *
 * @param say sends a line and gives the reply, or null when there is none
 */
export function useTalk(language: AiLanguage, say: (text: string) => Promise<string | null>) {
  const [isTalking, setIsTalking] = useState(false);
  const [isRefused, setIsRefused] = useState(false);
  const turn = useRef(0);
  const stopListening = useRef<() => void>(() => undefined);
  // The loop outlives renders: it must send with what is on screen now.
  const sayNow = useRef(say);
  useEffect(() => {
    sayNow.current = say;
  });

  const stop = () => {
    turn.current += 1;
    stopListening.current();
    stopSpeaking();
    setIsTalking(false);
  };

  const start = async () => {
    turn.current += 1;
    const mine = turn.current;
    setIsTalking(true);
    setIsRefused(false);
    while (mine === turn.current) {
      const { heard, stop: stopNow } = listen(language);
      stopListening.current = stopNow;
      const result = await heard;
      if (mine !== turn.current) return;
      if ('problem' in result) {
        setIsRefused(result.problem === 'refused');
        break;
      }
      const reply = await sayNow.current(result.text);
      if (reply === null || mine !== turn.current) break;
      await speak(reply, language);
    }
    if (mine === turn.current) setIsTalking(false);
  };

  useEffect(
    () => () => {
      turn.current += 1;
      stopListening.current();
      stopSpeaking();
    },
    [],
  );

  return { isTalking, isRefused, start, stop };
}
