import { assistantName, greetingFor, instructionsFor } from './ai-instructions.ts';
import { type AssistantTool, toolsFor } from './ai-tool-definitions.ts';
import type { AiLanguage, AiProfile, AiVoice } from './contracts/ai-profile.ts';

/** Which set an assistant belongs to: two that take turns at answering callers, and the draft. */
export const ASSISTANT_SLOTS = ['a', 'b', 'draft'] as const;
export type AssistantSlot = (typeof ASSISTANT_SLOTS)[number];

/** One assistant, in our words; the adapter makes Telnyx's of it. */
export interface AssistantSpec {
  name: string;
  language: AiLanguage;
  voice: AiVoice;
  /** May hold `{{variable}}`, as the greeting may. */
  instructions: string;
  greeting: string;
  tools: AssistantTool[];
  /** The assistants of the other languages, once they are known. */
  handoffTo: { assistantId: string; name: string }[];
  /** What is said while a tool runs, from the start of the request. */
  fillers: { afterMs: number; text: string }[];
  maxCallSeconds: number;
  quietRoomSound: boolean;
  /** Of the summary after a call; null: none is made. */
  insightGroupId: string | null;
  /** Stand-ins for what a call's start does not give. */
  variables: Record<string, string>;
  /** Its tools say which test conversation they come from. */
  isDraft: boolean;
}

export interface SpecContext {
  businessName: string;
  slot: AssistantSlot;
  insightGroupId: string | null;
  variables: Record<string, string>;
  /** Known assistants of the same set, by language. */
  assistantIds: Partial<Record<AiLanguage, string>>;
}

/** Words during a wait that callers would take for a dead line [I4]. */
const FILLERS: Record<AiLanguage, [string, string, string]> = {
  en: ['One moment, please.', 'I am still looking.', 'Thank you for waiting, almost there.'],
  fr: ['Un instant, je vous prie.', 'Je regarde encore.', 'Merci de patienter, j’y suis presque.'],
  es: ['Un momento, por favor.', 'Sigo buscando.', 'Gracias por esperar, ya casi está.'],
};
const FILLER_AFTER_MS = [900, 2700, 4500] as const;

/** The assistant of one language, as the profile wants it. */
export function assistantSpec(
  profile: AiProfile,
  language: AiLanguage,
  context: SpecContext,
): AssistantSpec {
  const others = profile.languages.filter((other) => other !== language);
  return {
    name: assistantName(context.businessName, language),
    language,
    voice: profile.voice,
    instructions: instructionsFor(profile, language),
    greeting: greetingFor(profile, language),
    tools: toolsFor(profile),
    handoffTo: others.flatMap((other) => {
      const assistantId = context.assistantIds[other];
      return assistantId ? [{ assistantId, name: assistantName(context.businessName, other) }] : [];
    }),
    fillers: FILLER_AFTER_MS.map((afterMs, index) => ({
      afterMs,
      text: FILLERS[language][index] ?? '',
    })),
    maxCallSeconds: profile.maxCallSeconds,
    quietRoomSound: profile.quietRoomSound,
    insightGroupId: context.insightGroupId,
    variables: context.variables,
    isDraft: context.slot === 'draft',
  };
}
