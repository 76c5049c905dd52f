import { decodePcmu, encodePcmu } from './pcmu.js';

let audio;
let stream;

/** Asks for the microphone, once per page. Call it from a click. */
export async function openMicrophone() {
  if (!navigator.mediaDevices) throw new Error('This browser gives no microphone to this page.');
  if (stream === undefined) {
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
      });
    } catch {
      throw new Error('The microphone was refused. Allow it for this page, then try again.');
    }
  }
  if (audio === undefined) {
    audio = new AudioContext();
    await audio.audioWorklet.addModule('/booth/phone-worklet.js');
  }
  await audio.resume();
}

/** Talks and listens on a call until `stop` is called or the call ends. */
export function connectMicrophone(callId, onClosed) {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const socket = new WebSocket(`${scheme}://${location.host}/sim/audio?call=${callId}`);
  socket.binaryType = 'arraybuffer';
  const source = audio.createMediaStreamSource(stream);
  const lineOut = new AudioWorkletNode(audio, 'line-out', { numberOfOutputs: 0 });
  const lineIn = new AudioWorkletNode(audio, 'line-in', {
    numberOfInputs: 0,
    outputChannelCount: [1],
  });
  source.connect(lineOut);
  lineIn.connect(audio.destination);
  lineOut.port.onmessage = ({ data }) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(encodePcmu(data));
  };
  socket.onmessage = ({ data }) => lineIn.port.postMessage(decodePcmu(new Uint8Array(data)));
  socket.onclose = () => {
    source.disconnect();
    lineIn.disconnect();
    onClosed();
  };
  return { stop: () => socket.close() };
}
