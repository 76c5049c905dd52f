/** The sign-in service, as far as people are invited through it. */
export interface AccountPort {
  /**
   * Sends somebody a link with which they sign in and prove that the address is theirs: an invitation
   * to whoever has no account yet, a sign-in link to whoever has one.
   */
  sendInvitation(
    email: string,
  ): Promise<{ ok: true } | { ok: false; code: 'rate_limited' | 'mail_failed' }>;
}
