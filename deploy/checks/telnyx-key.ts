import { failed, ok, type Finding } from '../findings.ts';
import type { TelnyxAccount } from '../telnyx-account.ts';

/** Whether Telnyx takes the API key, and signs its webhooks with the key that we were given. */
export async function checkTelnyxKey(
  telnyx: TelnyxAccount,
  publicKeys: string,
): Promise<Finding[]> {
  const answer = await telnyx.get('/public_key');
  if (!answer.ok) {
    if (answer.status === 401 || answer.status === 403) {
      const remedy =
        'make a new key in the Telnyx portal, API Keys, and put it into TELNYX_API_KEY';
      return [failed(`Telnyx refuses the API key (${answer.status})`, remedy)];
    }
    const seen = answer.status === 0 ? answer.detail : `${answer.status} ${answer.detail}`;
    return [
      failed(`Telnyx cannot be asked: ${seen}`, 'look at status.telnyx.com and the own network'),
    ];
  }
  const accepted = ok('Telnyx accepts the API key');
  const actual = String(answer.data['public'] ?? '');
  const given = publicKeys.split(',').map((key) => key.trim());
  if (given.includes(actual)) {
    return [accepted, ok("TELNYX_PUBLIC_KEY is the account's key: webhooks can be verified")];
  }
  const remedy = `set TELNYX_PUBLIC_KEY=${actual} (of the account that the API key belongs to)`;
  return [
    accepted,
    failed("TELNYX_PUBLIC_KEY is not the account's key: every webhook would be refused", remedy),
  ];
}
