import {
  MediaStream,
  MediaStreamTrack,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RtpHeader,
  type RTCRtpTransceiver,
  RtpPacket,
} from 'werift';
import { dtmfKeyOfEvent } from './dtmf.ts';
import { JitterBuffer } from './jitter-buffer.ts';
import { FRAME_SAMPLES } from './pcmu.ts';

const PCMU_PAYLOAD_TYPE = 0;
const TELEPHONE_EVENT = 'audio/telephone-event';
/** RFC 4733 section 2.3: an event's payload is four bytes. */
const TELEPHONE_EVENT_BYTES = 4;

export interface PeerEvents {
  onKey(key: string): void;
  onFailed(): void;
}

/** One browser's media, over WebRTC: PCMU both ways, host candidates only, no STUN. */
export class Peer {
  /** What the browser sent, evened out. */
  readonly inbound = new JitterBuffer();
  /** When its last RTP came, `performance.now()`; 0 before the first. */
  lastRtpAtMs = 0;
  private readonly pc: RTCPeerConnection;
  private readonly transceiver: RTCRtpTransceiver;
  private readonly track = new MediaStreamTrack({ kind: 'audio' });
  private readonly events: PeerEvents;
  private sequenceNumber = Math.floor(Math.random() * 0x8000);
  private timestamp = Math.floor(Math.random() * 0x80000000);
  private lastKeyTimestamp = -1;
  private lastSequenceNumber = -1;
  private closed = false;

  constructor(events: PeerEvents) {
    this.events = events;
    this.pc = createConnection();
    this.transceiver = this.pc.addTransceiver(this.track, {
      direction: 'sendrecv',
      streams: [new MediaStream([this.track])],
    });
    this.transceiver.onTrack.subscribe((received) =>
      received.onReceiveRtp.subscribe((packet) => this.receive(packet)),
    );
    this.pc.connectionStateChange.subscribe((state) => {
      if (state === 'failed' && !this.closed) this.events.onFailed();
    });
  }

  get isConnected(): boolean {
    return this.pc.connectionState === 'connected';
  }

  /** A complete offer: all candidates inside. */
  async createOffer(): Promise<string> {
    await this.pc.setLocalDescription(await this.pc.createOffer());
    return this.localSdp();
  }

  async acceptAnswer(sdp: string): Promise<void> {
    requireAudio(sdp);
    await this.pc.setRemoteDescription({ type: 'answer', sdp });
  }

  /** Answers an offer; a second one on the same peer is an ICE restart. */
  async acceptOffer(sdp: string): Promise<string> {
    requireAudio(sdp);
    await this.pc.setRemoteDescription({ type: 'offer', sdp });
    await this.pc.setLocalDescription(await this.pc.createAnswer());
    return this.localSdp();
  }

  async addCandidate(candidate: string, sdpMid: string, sdpMLineIndex: number): Promise<void> {
    await this.pc.addIceCandidate({ candidate, sdpMid, sdpMLineIndex });
  }

  /** Sends 20 ms of PCMU. RTP's clock runs on before the connection is up, and nothing is sent. */
  send(pcmu: Uint8Array): void {
    this.sequenceNumber = (this.sequenceNumber + 1) & 0xffff;
    this.timestamp = (this.timestamp + FRAME_SAMPLES) >>> 0;
    if (!this.isConnected) return;
    // A fresh header each time: werift writes into it.
    const header = new RtpHeader({
      sequenceNumber: this.sequenceNumber,
      timestamp: this.timestamp,
      payloadType: PCMU_PAYLOAD_TYPE,
    });
    this.track.writeRtp(new RtpPacket(header, Buffer.from(pcmu)));
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.pc.close();
  }

  private localSdp(): string {
    const sdp = this.pc.localDescription?.sdp;
    if (!sdp) throw new Error('The peer has no local description.');
    return sdp;
  }

  private receive({ header, payload }: RtpPacket): void {
    this.lastRtpAtMs = performance.now();
    if (header.payloadType === PCMU_PAYLOAD_TYPE) {
      if (this.isLate(header.sequenceNumber)) return;
      this.inbound.push(payload);
    } else if (header.payloadType === this.telephoneEventType()) {
      this.receiveKey(header.timestamp, payload);
    }
  }

  // A packet from before the last one: its place has been played already.
  private isLate(sequenceNumber: number): boolean {
    const ahead = (sequenceNumber - this.lastSequenceNumber) & 0xffff;
    if (this.lastSequenceNumber >= 0 && (ahead === 0 || ahead > 0xff00)) return true;
    this.lastSequenceNumber = sequenceNumber;
    return false;
  }

  // All packets of one key press carry the time at which it began.
  private receiveKey(timestamp: number, payload: Buffer): void {
    if (payload.length < TELEPHONE_EVENT_BYTES || timestamp === this.lastKeyTimestamp) return;
    this.lastKeyTimestamp = timestamp;
    const key = dtmfKeyOfEvent(payload[0] ?? -1);
    if (key) this.events.onKey(key);
  }

  // Ours is 101 in an offer of ours; in the browser's offer it has the browser's number.
  private telephoneEventType(): number | undefined {
    return this.transceiver.codecs.find(
      (codec) => codec.mimeType.toLowerCase() === TELEPHONE_EVENT && codec.clockRate === 8000,
    )?.payloadType;
  }
}

// werift takes any text for a description, and answers it with one that has no media.
function requireAudio(sdp: string): void {
  if (!/^m=audio /m.test(sdp)) throw new Error('The SDP offers no audio.');
}

function createConnection(): RTCPeerConnection {
  const pcmu = new RTCRtpCodecParameters({
    mimeType: 'audio/PCMU',
    clockRate: 8000,
    channels: 1,
    payloadType: PCMU_PAYLOAD_TYPE,
  });
  const telephoneEvent = new RTCRtpCodecParameters({
    mimeType: TELEPHONE_EVENT,
    clockRate: 8000,
    channels: 1,
    payloadType: 101,
    parameters: '0-16',
  });
  return new RTCPeerConnection({
    // The sender uses the first codec.
    codecs: { audio: [pcmu, telephoneEvent], video: [] },
    headerExtensions: { audio: [], video: [] },
    // werift's default is a public STUN server.
    iceServers: [],
    iceUseIpv4: true,
    iceUseIpv6: false,
    // Not gathered by itself, and the only address in a machine without a network.
    iceAdditionalHostAddresses: ['127.0.0.1'],
    bundlePolicy: 'max-bundle',
  });
}

/** Makes and closes a peer: the first one costs 80 ms (certificate, compilation), better at boot. */
export async function warmUpPeers(): Promise<void> {
  const peer = new Peer({ onKey() {}, onFailed() {} });
  await peer.createOffer();
  await peer.close();
}
