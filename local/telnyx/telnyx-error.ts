/** A refused request, as Telnyx words it. Codes: telnyx.md, section 1. */
export interface Refusal {
  status: number;
  code: string;
  title: string;
  detail: string;
  /** JSON pointer to the offending body field. */
  pointer?: string;
}

function refusal(
  status: number,
  code: string,
  title: string,
  detail: string,
  pointer?: string,
): Refusal {
  return pointer === undefined
    ? { status, code, title, detail }
    : { status, code, title, detail, pointer };
}

export const invalidPhoneNumber = (pointer: string, detail: string): Refusal =>
  refusal(422, '10002', 'Invalid phone number', detail, pointer);

export const notE164 = (pointer: string): Refusal =>
  refusal(
    422,
    '10016',
    'Phone number must be in +E164 format',
    `The '${pointer.slice(1)}' parameter must be a phone number in +E164 format.`,
    pointer,
  );

export const missingParameter = (pointer: string): Refusal =>
  refusal(
    422,
    '10004',
    'Missing required parameter',
    `The '${pointer.slice(1)}' parameter is required and cannot be blank.`,
    pointer,
  );

export const resourceNotFound = (detail: string): Refusal =>
  refusal(404, '10005', 'Resource not found', detail);

export const authenticationFailed: Refusal = refusal(
  401,
  '10009',
  'Authentication failed',
  'Could not find any usable credentials in the request.',
);

export const badRequest = (detail: string, pointer?: string): Refusal =>
  refusal(422, '10015', 'Bad Request', detail, pointer);

export const badJson: Refusal = refusal(
  400,
  '10023',
  'Invalid JSON',
  'The request body could not be read as a JSON object.',
);

export const wrongType = (pointer: string, expected: string): Refusal =>
  refusal(422, '10026', 'Invalid type', `Expected ${expected}.`, pointer);

export const notInList = (pointer: string, allowed: readonly string[]): Refusal =>
  refusal(422, '10032', 'Invalid value', `Must be one of: ${allowed.join(', ')}.`, pointer);

export const outOfRange = (pointer: string, min: number, max: number): Refusal =>
  refusal(422, '10033', 'Value out of range', `Must be between ${min} and ${max}.`, pointer);

export const unprocessable = (detail: string, pointer?: string): Refusal =>
  refusal(422, '10027', 'Unprocessable entity', detail, pointer);

export const payloadTooLarge: Refusal = refusal(
  413,
  '10015',
  'Bad Request',
  'The request body is too large.',
);

export const invalidCallControlId = (pointer: string): Refusal =>
  refusal(
    422,
    '90015',
    'Invalid Call Control ID',
    'The call_control_id provided was not valid.',
    pointer,
  );

export const invalidClientState: Refusal = refusal(
  422,
  '90017',
  'Invalid value for client_state',
  'The client_state must be a valid base64 encoded string.',
  '/client_state',
);

export const callEnded = (pointer = '/call_control_id'): Refusal =>
  refusal(
    422,
    '90018',
    'Call has already ended',
    "This call is no longer active and can't receive commands.",
    pointer,
  );

export const conferenceEnded: Refusal = refusal(
  422,
  '90019',
  'Conference has already ended',
  "This conference is no longer active and can't receive commands.",
);

export const callNotAnswered = (pointer = '/call_control_id'): Refusal =>
  refusal(
    422,
    '90034',
    'Call not answered yet',
    "This call can't receive this command because it has not been answered yet.",
    pointer,
  );

export const timeLimitOutOfRange: Refusal = refusal(
  422,
  '90029',
  'Invalid value for time_limit_secs',
  'The time_limit_secs must be between 30 and 14400.',
  '/time_limit_secs',
);

export const speakPayloadLength: Refusal = refusal(
  422,
  '90010',
  'Invalid payload length',
  'The payload must have between 1 and 3000 characters.',
  '/payload',
);

export const invalidDigits = (pointer: string): Refusal =>
  refusal(422, '90014', 'Invalid digits', 'The digits provided were not valid.', pointer);

export const invalidGather = (pointer: string, detail: string): Refusal =>
  refusal(422, '90022', 'Invalid gather parameter', detail, pointer);

export const alreadyRecording: Refusal = refusal(
  422,
  '90053',
  'Recording already in progress',
  'This call is already being recorded.',
);

export const notRecording: Refusal = refusal(
  422,
  '90055',
  'Recording not in progress',
  'This call is not being recorded.',
);

export const answerOnOutbound: Refusal = refusal(
  422,
  '90102',
  'Invalid command for an outbound call',
  "The 'answer' command can only be sent to an inbound call.",
);

export const alreadyAnswered: Refusal = refusal(
  422,
  '10027',
  'Unprocessable entity',
  'This call has already been answered.',
);

/** 403 with the SIP reason in words, for calls that the account's settings do not allow. */
export const notAllowed = (detail: string): Refusal =>
  refusal(403, '10010', 'Authorization failed', detail);

export const featureLimited = (detail: string): Refusal =>
  refusal(403, '10039', 'Feature limited', detail);

export const beingProcessed = (detail: string): Refusal =>
  refusal(422, '10036', 'Resource is being processed', detail);

export const insufficientFunds: Refusal = refusal(
  403,
  '20100',
  'Insufficient funds',
  'The account has not enough balance for this.',
);

export const accountChannelLimit = (limit: number): Refusal =>
  refusal(
    403,
    '90041',
    'Account channel limit exceeded',
    `The account may have ${limit} outbound calls at a time (D1).`,
  );

export const voiceProfileChannelLimit = (limit: number): Refusal =>
  refusal(
    403,
    '90042',
    'Outbound voice profile channel limit exceeded',
    `The outbound voice profile may have ${limit} calls at a time (D2).`,
  );

export const connectionChannelLimit = (limit: number): Refusal =>
  refusal(
    403,
    '90043',
    'Connection channel limit exceeded',
    `The connection may have ${limit} outbound calls at a time (D3).`,
  );

export const dialRateExceeded: Refusal = refusal(
  429,
  '90103',
  'Dials per second limit exceeded',
  'The account may dial 30 calls a second, measured as 150 over 5 seconds.',
);

/** The body of an error reply. */
export function errorEnvelope(refusals: readonly Refusal[]): { errors: object[] } {
  return {
    errors: refusals.map(({ code, title, detail, pointer }) => ({
      code,
      title,
      detail,
      ...(pointer === undefined ? {} : { source: { pointer } }),
      meta: { url: `https://developers.telnyx.com/docs/overview/errors/${code}` },
    })),
  };
}
