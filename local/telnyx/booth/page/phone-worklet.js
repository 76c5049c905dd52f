/* Between the sound card and the telephone: 8 kHz, mono, frames of 20 ms. */
const LINE_RATE = 8000;
const FRAME_SAMPLES = 160;
/** Wait for this much before playing, and never lag by more than that. */
const START_SAMPLES = FRAME_SAMPLES * 3;
const MAX_SAMPLES = FRAME_SAMPLES * 20;

/** Averages what the microphone gives down to 8 kHz, and posts frames of 160 samples. */
class LineOut extends AudioWorkletProcessor {
  constructor() {
    super();
    this.frame = new Float32Array(FRAME_SAMPLES);
    this.filled = 0;
    this.sum = 0;
    this.count = 0;
    this.phase = 0;
  }

  process([input]) {
    for (const sample of input?.[0] ?? []) {
      this.sum += sample;
      this.count += 1;
      this.phase += LINE_RATE;
      if (this.phase < sampleRate) continue;
      this.phase -= sampleRate;
      this.frame[this.filled] = this.sum / this.count;
      this.sum = 0;
      this.count = 0;
      this.filled += 1;
      if (this.filled === FRAME_SAMPLES) {
        this.port.postMessage(this.frame.slice());
        this.filled = 0;
      }
    }
    return true;
  }
}

/** Plays frames of 8 kHz samples, with straight lines between them. */
class LineIn extends AudioWorkletProcessor {
  constructor() {
    super();
    this.samples = [];
    this.position = 0;
    this.isPlaying = false;
    this.port.onmessage = ({ data }) => {
      this.samples.push(...data);
      const excess = this.samples.length - MAX_SAMPLES;
      if (excess > 0) this.samples.splice(0, excess);
    };
  }

  process(_inputs, [[output]]) {
    if (!this.isPlaying && this.samples.length >= START_SAMPLES) this.isPlaying = true;
    if (!this.isPlaying) return true;
    for (let index = 0; index < output.length; index += 1) {
      const at = Math.floor(this.position);
      if (at + 1 >= this.samples.length) {
        this.isPlaying = false;
        break;
      }
      const part = this.position - at;
      output[index] = this.samples[at] * (1 - part) + this.samples[at + 1] * part;
      this.position += LINE_RATE / sampleRate;
    }
    const used = Math.min(Math.floor(this.position), this.samples.length);
    this.samples.splice(0, used);
    this.position -= used;
    return true;
  }
}

registerProcessor('line-out', LineOut);
registerProcessor('line-in', LineIn);
