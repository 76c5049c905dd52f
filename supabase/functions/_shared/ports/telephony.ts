import type { CommandBody } from '../core/call-plan.ts';
import type { AiLanguage } from '../core/contracts/ai-profile.ts';

/** Why Telnyx did not do as asked. */
export type TelephonyErrorCode =
  /** The leg is over (422/90018, 404): for a hang-up that is success. */
  | 'leg_ended'
  /** Asked too early or twice; may work in a moment. */
  | 'wrong_state'
  /** 429: slow down, then repeat the same command id. */
  | 'rate_limited'
  /** 5xx, no answer, no connection: unknown whether it was done. Repeat the same command id. */
  | 'unavailable'
  /** 401, 403: our key or account. */
  | 'unauthorized'
  /** The number or address cannot be called. */
  | 'bad_destination'
  /** Any other refusal: repeating will not help. */
  | 'refused';

export type CommandResult =
  | {
      ok: true;
      /** Of the leg that a dial made. */ leg: DialledLeg | null;
      /** Of the assistant that was started. */ conversationId?: string | null;
      /** Of the room that was opened. */ conferenceId?: string | null;
    }
  | {
      ok: false;
      code: TelephonyErrorCode;
      /** 429: when to try again. */ retryAfterMs: number | null;
    };

/** What an assistant is started with. */
export interface AiStart {
  /** Null: there is none. */
  assistantId: string | null;
  language: AiLanguage;
  /** Null: the assistant's own greeting. */
  greeting: string | null;
  variables: Record<string, string>;
  /** What was said before, oldest first. */
  history: { role: 'user' | 'assistant' | 'system'; content: string }[];
}

export interface ActiveLeg {
  callControlId: string;
  /** Base64, as Telnyx carries it for us; null on a caller's leg that we have not commanded yet. */
  clientState: string | null;
}

export interface DialledLeg {
  callControlId: string;
}

export interface TelephonyPort {
  /**
   * Carries out one command. The command id makes a repetition within 60 s harmless
   * (telnyx.md section 1); later ones must look at the leg first.
   *
   * @param command.ai what commands about the AI need to know besides
   * @param command.connectionId the Call Control application that dials; null: the installation's
   */
  execute(command: {
    commandId: string;
    body: CommandBody;
    ai?: AiStart | null;
    connectionId?: string | null;
  }): Promise<CommandResult>;
  /** Whether a leg lives. Null: could not be found out. */
  isLegAlive(callControlId: string): Promise<boolean | null>;
  /**
   * The legs of these applications and the installation's that live now. Null: could not be found out.
   */
  listActiveLegs(connectionIds?: readonly string[]): Promise<ActiveLeg[] | null>;
}

export interface CredentialPort {
  /**
   * Makes a credential for one browser.
   *
   * @param connectionId the credential connection that it registers on
   */
  createCredential(
    name: string,
    connectionId: string,
  ): Promise<
    | { ok: true; credentialId: string; sipUsername: string }
    | { ok: false; code: TelephonyErrorCode }
  >;
  /** A short-lived login token (JWT) of a credential. `not_found`: it was revoked or expired. */
  createToken(
    credentialId: string,
  ): Promise<
    | { ok: true; token: string; expiresAt: string }
    | { ok: false; code: TelephonyErrorCode | 'not_found' }
  >;
}
