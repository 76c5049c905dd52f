import type { ServerResponse } from 'node:http';
import { isLinkValid } from '../account/signed-link.ts';
import { sendText } from '../http.ts';
import type { World } from '../world.ts';

/** Serves a signed recording link. Expired or forged: 403, as S3 answers. */
export async function sendRecording(
  world: World,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const id = /^\/recordings\/([0-9a-f-]{36})\.wav$/.exec(url.pathname)?.[1];
  const { keys } = world.account;
  if (id === undefined || !isLinkValid(keys.secret, id, url.searchParams, world.clock.now())) {
    sendText(response, 403, 'Request has expired');
    return;
  }
  const wav = await world.wavFiles.read(id);
  if (wav === null) {
    sendText(response, 404, 'The recording was deleted');
    return;
  }
  response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': wav.length });
  response.end(wav);
}
