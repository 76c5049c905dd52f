import { guarded, sim } from './api.js';

const form = document.querySelector('#fault-form');
const state = document.querySelector('#fault-state');

function percent(value) {
  return Math.round(value * 100);
}

function show(faults) {
  const { webhooks, rest } = faults;
  const { elements } = form;
  elements.drop.value = percent(webhooks.drop);
  elements.duplicate.value = percent(webhooks.duplicate);
  elements.reorder.value = percent(webhooks.reorder);
  elements.delay.value = webhooks.delay_ms;
  elements.fail.value = percent(rest.fail.find(({ action }) => action === '*')?.rate ?? 0);
  elements.latency.value = rest.latency_ms;
  const isWell =
    [webhooks.drop, webhooks.duplicate, webhooks.reorder, webhooks.delay_ms, webhooks.forge].every(
      (value) => value === 0,
    ) &&
    rest.fail.length === 0 &&
    rest.execute_then_fail.length === 0 &&
    rest.latency_ms === 0;
  state.textContent = isWell ? 'All is well.' : 'Things are going wrong, as you asked.';
}

async function apply() {
  const value = (name) => Number(form.elements[name].value);
  const failRate = value('fail') / 100;
  show(
    await sim('PUT', '/faults', {
      webhooks: {
        drop: value('drop') / 100,
        duplicate: value('duplicate') / 100,
        reorder: value('reorder') / 100,
        delay_ms: value('delay'),
      },
      rest: {
        fail: failRate > 0 ? [{ action: '*', status: 503, rate: failRate }] : [],
        latency_ms: value('latency'),
      },
    }),
  );
}

export async function refreshFaults() {
  show(await sim('GET', '/faults'));
}

export async function startFaults() {
  form.addEventListener('submit', guarded(apply));
  document.querySelector('#no-faults').addEventListener(
    'click',
    guarded(async () => show(await sim('DELETE', '/faults'))),
  );
  document.querySelector('#drop-sockets').addEventListener(
    'click',
    guarded(async () => {
      const faults = await sim('GET', '/faults');
      await sim('PUT', '/faults', { ...faults, rtc: { drop_sockets: true } });
    }),
  );
  await refreshFaults();
}
