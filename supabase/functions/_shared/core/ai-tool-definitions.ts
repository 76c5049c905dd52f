import type { AiProfile } from './contracts/ai-profile.ts';

/** A tool as the model sees it: when to use it, and a JSON schema of its arguments. */
export interface AssistantTool {
  name: string;
  description: string;
  parameters: {
    type: 'object';
    properties: Record<string, Record<string, unknown>>;
    required: string[];
  };
}

type Properties = AssistantTool['parameters']['properties'];

const text = (maxLength: number, description: string) => ({
  type: 'string',
  maxLength,
  description,
});
const day = (description: string) => ({
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: `${description} YYYY-MM-DD, in the business's time zone.`,
});
const CONFIRMED = {
  type: 'boolean',
  description: 'True only after you read it back and the caller said a clear yes.',
};
const SLOT_ID = text(80, 'The slot_id of the chosen time, exactly as find_slots returned it.');
const VISIT_ID = text(80, 'The visit_id, exactly as look_up_client or book_visit returned it.');
const NAME = text(120, "The caller's full name, as they gave it.");

function tool(
  name: string,
  description: string,
  properties: Properties = {},
  optional: Properties = {},
): AssistantTool {
  const parameters = {
    type: 'object' as const,
    properties: { ...properties, ...optional },
    required: Object.keys(properties),
  };
  return { name, description, parameters };
}

const LOOK_UP = tool(
  'look_up_client',
  'Who is calling, by their number, and their coming visits. Call it once at the beginning, and before speaking about a visit. When it says known false, do not ask for proof: treat the caller as new.',
);

const findSlots = (mayChange: boolean) =>
  tool(
    'find_slots',
    'Free times for a visit: at most three. Call it before offering any time, and again when the caller wants another day. Offer nothing that it did not return.',
    { problem: text(400, 'What is wrong, in the caller’s words.') },
    {
      service: text(200, 'Name of the service, when it is clear which one.'),
      date_from: day('Earliest day the caller can.'),
      date_to: day('Latest day the caller can.'),
      part_of_day: {
        type: 'string',
        enum: ['morning', 'afternoon', 'any'],
        description: 'When on the day.',
      },
      ...(mayChange
        ? { visit_id: text(80, 'Only to move a visit: the visit_id of look_up_client.') }
        : {}),
    },
  );

const BOOK = tool(
  'book_visit',
  'Books a time that find_slots returned. Read back day, time and problem first and wait for a yes. Say that it is booked only when the answer is ok. On name_needed ask for the name and call it again; on slot_taken offer the slots that come with it.',
  { slot_id: SLOT_ID, problem: text(400, 'What is wrong.'), confirmed: CONFIRMED },
  { name: NAME, address: text(300, 'Where to come to, when the caller gave it.') },
);

const RESCHEDULE = tool(
  'reschedule_visit',
  "Moves one of the caller's own visits to a time that find_slots returned for that visit_id. Read back old and new time first and wait for a yes.",
  { visit_id: VISIT_ID, slot_id: SLOT_ID, confirmed: CONFIRMED },
);

const CANCEL = tool(
  'cancel_visit',
  "Cancels one of the caller's own visits. Say which one and wait for a yes; offer another time first.",
  { visit_id: VISIT_ID, confirmed: CONFIRMED },
);

const MESSAGE = tool(
  'take_message',
  'Leaves a message for the team: whatever you cannot settle yourself. Say it back in one sentence first.',
  { message: text(2000, 'The message, complete, in the caller’s words.') },
  { name: NAME, urgent: { type: 'boolean', description: 'The caller cannot wait for a day.' } },
);

const CALL_BACK = tool(
  'request_callback',
  'Asks the team to call this number back. The answer says within how many minutes.',
  { reason: text(400, 'What it is about.') },
  { when: text(120, 'When it suits the caller, in their words.'), name: NAME },
);

const QUOTE = tool(
  'quote_price',
  'The listed price of a service. Call it for every question about cost. On not_on_list say that the technician gives the price on site.',
  { service: text(200, 'The service or the problem, in a few words.') },
);

const PERSON = tool(
  'request_person',
  'Rings the people of the business. Use it when the caller asks for a person and in the situations under "When people step in". You go on talking until somebody takes over.',
  { reason: text(200, 'Why, in a few words: it is shown to the people who are rung.') },
  { urgent: { type: 'boolean', description: 'Danger, or damage that grows by the minute.' } },
);

/** The webhook tools that a profile allows; the server refuses the others as well. */
export function toolsFor(profile: AiProfile): AssistantTool[] {
  const needsSlots = profile.mayBook || profile.mayChange;
  return [
    LOOK_UP,
    ...(needsSlots ? [findSlots(profile.mayChange)] : []),
    ...(profile.mayBook ? [BOOK] : []),
    ...(profile.mayChange ? [RESCHEDULE, CANCEL] : []),
    MESSAGE,
    CALL_BACK,
    ...(profile.mayQuote ? [QUOTE] : []),
    PERSON,
  ];
}
