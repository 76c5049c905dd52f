/** What the media worker asks of the render worker, which turns words and files into 8 kHz samples. */
export type RenderTask =
  | { kind: 'speech'; text: string; voice: string }
  | { kind: 'file'; wav: Uint8Array };

export interface RenderRequest {
  id: number;
  task: RenderTask;
}

export type RenderReply =
  | { id: number; ok: true; pcm: Int16Array<ArrayBuffer> }
  | { id: number; ok: false; message: string };
