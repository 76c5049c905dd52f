import { controlError } from './control-reply.ts';
import type { ControlReply, ControlRequest } from './control-reply.ts';

/** `GET /sim/recordings/:call_id.wav`: stereo, the outside party left, our side right. */
export async function getCallWav({ world, params }: ControlRequest): Promise<ControlReply> {
  const file = params[0] ?? '';
  const leg = world.legs.byId(file.replace(/\.wav$/, ''));
  if (leg === undefined) return controlError('not_found', 'There is no such call.');
  const wav =
    leg.state === 'ended' ? await world.wavFiles.read(leg.id) : await world.media.wavOf(leg.id);
  if (wav === null) return controlError('not_found', 'Nothing was recorded on this call.');
  return { status: 200, wav };
}
