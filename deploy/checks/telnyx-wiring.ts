import { failed, note, ok, type Finding } from '../findings.ts';
import type { TelnyxAccount, TelnyxObject } from '../telnyx-account.ts';

/** The objects at Telnyx that calls go through. */
export interface Wiring {
  /** Call Control applications: the installation's and those of organisations. */
  applicationIds: string[];
  credentialConnectionIds: string[];
  /** Our numbers and the application that each should be attached to; null: the installation's. */
  numbers: { phoneNumber: string; connectionId: string | null }[];
}

interface Flaw {
  text: string;
  remedy: string;
  path: string;
  change: TelnyxObject;
}

/**
 * Whether events come to us and browsers can be dialled.
 *
 * @param webhookUrl where our function is, as Telnyx reaches it
 * @param isFix mend at Telnyx what is wrong
 */
export async function checkTelnyxWiring(
  telnyx: TelnyxAccount,
  wiring: Wiring,
  webhookUrl: string,
  isFix: boolean,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const id of wiring.applicationIds) {
    findings.push(...(await checkApplication(telnyx, id, webhookUrl, isFix)));
  }
  for (const id of wiring.credentialConnectionIds) {
    findings.push(...(await checkCredentialConnection(telnyx, id, isFix)));
  }
  findings.push(...(await checkNumbers(telnyx, wiring)));
  return findings;
}

async function checkApplication(
  telnyx: TelnyxAccount,
  id: string,
  webhookUrl: string,
  isFix: boolean,
): Promise<Finding[]> {
  const path = `/call_control_applications/${id}`;
  const answer = await telnyx.get(path);
  if (!answer.ok) return [notFound(`Call Control application ${id}`, answer.status)];
  const { data } = answer;
  const change: TelnyxObject = {};
  const seen: string[] = [];
  if (data['webhook_event_url'] !== webhookUrl) {
    seen.push(`its webhooks go to ${JSON.stringify(data['webhook_event_url'] ?? '')}`);
  }
  if (String(data['webhook_api_version']) !== '2') {
    seen.push(`its webhooks have version ${JSON.stringify(data['webhook_api_version'])}`);
    change['webhook_api_version'] = '2';
  }
  if (data['active'] === false) {
    seen.push('it is switched off');
    change['active'] = true;
  }
  const flaws: Flaw[] = seen.map((what) => ({
    text: `application ${id}: ${what}`,
    remedy: `set it to ${webhookUrl}, version 2, active; --fix does`,
    path,
    // Telnyx demands these two at every change.
    change: {
      ...change,
      application_name: data['application_name'],
      webhook_event_url: webhookUrl,
    },
  }));
  const profile = await checkProfile(telnyx, data, `application ${id}`);
  return [
    ...(await settle(telnyx, flaws, `application ${id}: webhooks go to ${webhookUrl}`, isFix)),
    ...profile,
  ];
}

async function checkCredentialConnection(
  telnyx: TelnyxAccount,
  id: string,
  isFix: boolean,
): Promise<Finding[]> {
  const path = `/credential_connections/${id}`;
  const answer = await telnyx.get(path);
  if (!answer.ok) return [notFound(`credential connection ${id}`, answer.status)];
  const preference = answer.data['sip_uri_calling_preference'];
  const isRight = preference === 'internal' || preference === 'unrestricted';
  const flaw: Flaw = {
    text: `credential connection ${id}: SIP calling is ${JSON.stringify(preference ?? null)}, so no browser can be dialled`,
    remedy: 'set sip_uri_calling_preference to "internal"; --fix does',
    path,
    change: { sip_uri_calling_preference: 'internal' },
  };
  const right = `credential connection ${id}: browsers can be dialled`;
  return settle(telnyx, isRight ? [] : [flaw], right, isFix);
}

async function settle(
  telnyx: TelnyxAccount,
  flaws: readonly Flaw[],
  right: string,
  isFix: boolean,
): Promise<Finding[]> {
  const [first] = flaws;
  if (!first) return [ok(right)];
  if (!isFix) return flaws.map(({ text, remedy }) => failed(text, remedy));
  const answer = await telnyx.patch(first.path, first.change);
  return answer.ok
    ? flaws.map(({ text }) => ok(`mended: ${text}`))
    : [failed(`${first.text}; Telnyx refused the change: ${answer.detail}`, first.remedy)];
}

/** Money: without a profile nobody can be called, without a limit anybody can run up a bill. */
async function checkProfile(
  telnyx: TelnyxAccount,
  application: TelnyxObject,
  name: string,
): Promise<Finding[]> {
  const outbound = application['outbound'] as TelnyxObject | null | undefined;
  const id = outbound?.['outbound_voice_profile_id'];
  if (typeof id !== 'string' || id === '') {
    const remedy = 'give it an outbound voice profile in the Telnyx portal: docs/deploy.md, Telnyx';
    return [note(`${name} has no outbound voice profile: nobody can be called`, remedy)];
  }
  const answer = await telnyx.get(`/outbound_voice_profiles/${id}`);
  if (!answer.ok) return [note(`${name}: its outbound voice profile ${id} cannot be read`)];
  if (answer.data['enabled'] === false) {
    return [failed(`outbound voice profile ${id} is switched off`, 'switch it on in the portal')];
  }
  if (answer.data['daily_spend_limit_enabled'] !== true) {
    const remedy = 'set a daily spend limit: it is the last line against a stolen session';
    return [note(`outbound voice profile ${id} has no daily spend limit`, remedy)];
  }
  return [ok(`outbound voice profile ${id}: enabled, with a daily spend limit`)];
}

async function checkNumbers(telnyx: TelnyxAccount, wiring: Wiring): Promise<Finding[]> {
  if (wiring.numbers.length === 0) {
    return [note('no number is set up yet', 'sign in as the owner: Settings, Numbers & set-up')];
  }
  const answer = await telnyx.list('/phone_numbers');
  if (!answer.ok) {
    return [failed('the numbers at Telnyx cannot be read', `${answer.status} ${answer.detail}`)];
  }
  const connections = new Map(
    answer.data.map((row) => [String(row['phone_number']), String(row['connection_id'] ?? '')]),
  );
  const wrong = wiring.numbers.flatMap(({ phoneNumber, connectionId }) => {
    const actual = connections.get(phoneNumber);
    const wanted = connectionId ? [connectionId] : wiring.applicationIds;
    const shown = maskNumber(phoneNumber);
    if (actual === undefined) {
      const remedy = 'remove it in Settings, Numbers & set-up, or buy it back at Telnyx';
      return [failed(`${shown} is not a number of this Telnyx account`, remedy)];
    }
    if (wanted.includes(actual)) return [];
    const remedy = `attach it to application ${wanted.join(' or ')}: Settings, Health mends it`;
    return [failed(`${shown} is attached to ${actual || 'nothing'} at Telnyx`, remedy)];
  });
  if (wrong.length > 0) return wrong;
  return [ok(`${wiring.numbers.length} numbers are attached to their applications`)];
}

function notFound(what: string, status: number): Finding {
  return status === 404
    ? failed(
        `${what} does not exist in this Telnyx account`,
        'check the id: docs/deploy.md, Telnyx',
      )
    : failed(`${what} cannot be read (${status})`, 'try again; is Telnyx reachable?');
}

/** Enough to recognise a number, not to call it. */
function maskNumber(phoneNumber: string): string {
  return `${phoneNumber.slice(0, -7)}•••${phoneNumber.slice(-4)}`;
}
