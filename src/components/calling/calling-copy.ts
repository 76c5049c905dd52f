import { liveCopy } from '@/lib/live-copy.ts';
import { callingCopyEn } from './calling-copy-en.ts';
import { callingCopyFr } from './calling-copy-fr.ts';

/** Every text of the softphone, the popup, the lights and the lanes. */
export const callingCopy = liveCopy({ en: callingCopyEn, fr: callingCopyFr });
