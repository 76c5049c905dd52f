import { WebSocketServer } from 'ws';
import { event } from '../../tests/fixtures/telnyx/event.ts';

export const clean = { WebSocketServer, event };
