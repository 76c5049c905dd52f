import { failed, messageOf, note, ok, type Finding } from '../findings.ts';

const timeoutMs = 20_000;
/** What a function may answer to somebody it does not know. */
const refusals = new Set([400, 401, 403, 405]);

/** Whether every function is up and refuses strangers. Nothing is changed by asking. */
export async function checkFunctionAnswers(
  functionsUrl: string,
  names: readonly string[],
): Promise<Finding[]> {
  const findings = await Promise.all(names.map((name) => checkFunction(functionsUrl, name)));
  const wrong = findings.filter((finding) => finding !== null);
  return wrong.length > 0
    ? wrong
    : [ok(`${names.length} functions answer and refuse what is not signed or signed in`)];
}

async function checkFunction(functionsUrl: string, name: string): Promise<Finding | null> {
  try {
    const response = await fetch(`${functionsUrl}/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.arrayBuffer();
    return judge(name, response.status);
  } catch (error) {
    const remedy = 'is the address right, and the project not paused?';
    return failed(`function ${name} does not answer: ${messageOf(error)}`, remedy);
  }
}

/** null: as it should be. */
function judge(name: string, status: number): Finding | null {
  if (refusals.has(status)) return null;
  if (status === 404) return failed(`function ${name} is not deployed`, 'run npm run deploy');
  if (status >= 500) {
    const remedy =
      "look at the function's logs; most often a secret is missing, and the log names it";
    return failed(`function ${name} is broken (${status})`, remedy);
  }
  const remedy = 'do not go live; is this the version that you deployed?';
  return failed(`function ${name} lets strangers in (${status})`, remedy);
}

/** Whether the sweeper takes our token. It then sweeps once, which does no harm at any time. */
export async function checkSweeperToken(functionsUrl: string, token: string): Promise<Finding> {
  try {
    const response = await fetch(`${functionsUrl}/call-sweeper`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.arrayBuffer();
    if (response.ok) return ok('the sweeper takes its token and swept once');
    const remedy =
      response.status === 401
        ? 'SWEEPER_TOKEN differs from the secret of the functions: deploy again'
        : "look at the logs of call-sweeper; the database's functions may be missing";
    return failed(`the sweeper answered ${response.status}`, remedy);
  } catch (error) {
    return failed(`the sweeper does not answer: ${messageOf(error)}`, 'deploy the functions');
  }
}

/** Whether the API takes the key that the app is built with. */
export async function checkApi(apiUrl: string, publishableKey: string | null): Promise<Finding> {
  if (publishableKey === null) {
    return note('the API was not asked', 'set VITE_SUPABASE_PUBLISHABLE_KEY to have it asked');
  }
  try {
    const response = await fetch(`${apiUrl}/auth/v1/settings`, {
      headers: { apikey: publishableKey },
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.arrayBuffer();
    if (response.ok) return ok('the API answers, and takes the publishable key');
    const remedy = 'copy the publishable key again: dashboard, Project settings, API keys';
    return failed(`the API refuses the publishable key (${response.status})`, remedy);
  } catch (error) {
    return failed(`the API does not answer: ${messageOf(error)}`, 'is the project paused?');
  }
}
