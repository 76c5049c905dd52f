/** Calls the control API of this simulator. A refusal is an Error with the simulator's own words. */
export async function sim(method, path, body) {
  const response = await fetch(`/sim${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok)
    throw new Error(answer.error?.message ?? `The simulator answered ${response.status}.`);
  return answer;
}

const notice = document.querySelector('#notice');
const announcements = document.querySelector('#announcements');
let noticeTimer;

export function showNotice(message) {
  notice.textContent = message;
  notice.hidden = false;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => {
    notice.hidden = true;
  }, 8000);
}

/** Told to screen readers only. */
export function announce(message) {
  announcements.textContent = message;
}

/** Runs what a click or a form asks for; a failure is shown, not lost. */
export function guarded(act) {
  return async (event) => {
    event?.preventDefault?.();
    try {
      await act(event);
    } catch (error) {
      showNotice(error.message);
    }
  };
}

const NAMES = new Map([
  ['+14165550123', 'Maria Lopez'],
  ['+14165550177', 'John Chen'],
]);

export function nameOf(number) {
  return NAMES.get(number) ?? '';
}

/** +14165550123 becomes +1 416 555 0123. */
export function prettyNumber(number) {
  return number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2 $3');
}
