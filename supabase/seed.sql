-- Demo data of contracts.md: two businesses, their people, clients and two weeks of calls.
-- All persons are invented and have 555-01xx numbers. Times are relative to the day of seeding.

insert into auth.users (
  instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
  confirmation_token, recovery_token, email_change_token_new, email_change,
  raw_app_meta_data, raw_user_meta_data, created_at, updated_at
)
select '00000000-0000-0000-0000-000000000000', u.id, 'authenticated', 'authenticated', u.email,
  -- One hash for all: each costs a quarter of a second.
  demo.hash, now(), '', '', '', '',
  '{"provider": "email", "providers": ["email"]}', jsonb_build_object('display_name', u.name),
  now() - interval '90 days', now()
from (select extensions.crypt('demo-password', extensions.gen_salt('bf', 10)) as hash) as demo,
  (values
    ('0a000000-0000-4000-8000-000000000001'::uuid, 'owner@maple.test', 'Nora'),
    ('0a000000-0000-4000-8000-000000000002', 'ana@maple.test', 'Ana'),
    ('0a000000-0000-4000-8000-000000000003', 'ben@maple.test', 'Ben'),
    ('0b000000-0000-4000-8000-000000000001', 'dana@harbor.test', 'Dana')
  ) as u (id, email, name);

insert into auth.identities (
  id, provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at
)
select gen_random_uuid(), u.id::text, u.id,
  jsonb_build_object('sub', u.id, 'email', u.email, 'email_verified', true), 'email',
  now(), now(), now()
from auth.users u
where u.email in ('owner@maple.test', 'ana@maple.test', 'ben@maple.test', 'dana@harbor.test');

insert into public.organizations (id, name, time_zone, country, ring_timeout_seconds, created_at)
values
  ('a0000000-0000-4000-8000-000000000001', 'Maple Plumbing', 'America/Toronto', 'CA', 20,
    now() - interval '90 days'),
  ('b0000000-0000-4000-8000-000000000001', 'Harbor Electric', 'America/Toronto', 'CA', 25,
    now() - interval '90 days');

insert into public.members (id, organization_id, user_id, role, display_name, email, created_at)
values
  ('a1000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000001',
    '0a000000-0000-4000-8000-000000000001', 'owner', 'Nora', 'owner@maple.test',
    now() - interval '90 days'),
  ('a1000000-0000-4000-8000-000000000002', 'a0000000-0000-4000-8000-000000000001',
    '0a000000-0000-4000-8000-000000000002', 'agent', 'Ana', 'ana@maple.test',
    now() - interval '80 days'),
  ('a1000000-0000-4000-8000-000000000003', 'a0000000-0000-4000-8000-000000000001',
    '0a000000-0000-4000-8000-000000000003', 'agent', 'Ben', 'ben@maple.test',
    now() - interval '80 days'),
  ('b1000000-0000-4000-8000-000000000001', 'b0000000-0000-4000-8000-000000000001',
    '0b000000-0000-4000-8000-000000000001', 'owner', 'Dana', 'dana@harbor.test',
    now() - interval '90 days');

insert into public.resources (id, organization_id, name) values
  ('a2000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000001', 'Luis'),
  ('a2000000-0000-4000-8000-000000000002', 'a0000000-0000-4000-8000-000000000001', 'Sam');

-- Open Monday to Friday 8 to 18 and Saturday mornings; the electricians have no Saturday.
insert into public.business_hours (organization_id, weekday, opens_at, closes_at)
select 'a0000000-0000-4000-8000-000000000001'::uuid, day, time '08:00', time '18:00'
from generate_series(1, 5) as day
union all
select 'a0000000-0000-4000-8000-000000000001', 6, time '09:00', time '13:00'
union all
select 'b0000000-0000-4000-8000-000000000001', day, time '08:30', time '17:00'
from generate_series(1, 5) as day;

insert into public.holidays (organization_id, day, name)
select o.id, h.day, h.name
from public.organizations o, (values
  (date '2026-12-25', 'Christmas Day'), (date '2026-12-26', 'Boxing Day'),
  (date '2027-01-01', 'New Year''s Day'), (date '2027-07-01', 'Canada Day'),
  (date '2027-12-25', 'Christmas Day')
) as h (day, name);

insert into public.services (
  id, organization_id, name, keywords, duration_minutes, price_cents
) values
  ('a6000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000001', 'Tap repair',
    '{tap,taps,faucet,drip,dripping,leaking tap,robinet,fuite,grifo,llave,gotea}', 60, 14500),
  ('a6000000-0000-4000-8000-000000000002', 'a0000000-0000-4000-8000-000000000001', 'Drain cleaning',
    '{drain,clog,clogged,blocked,sink,sinks,bouché,évier,desagüe,tapado,fregadero}', 60, 16500),
  ('a6000000-0000-4000-8000-000000000003', 'a0000000-0000-4000-8000-000000000001', 'Water heater service',
    '{water heater,heater,hot water,chauffe-eau,eau chaude,calentador,agua caliente}', 90, 18500),
  ('a6000000-0000-4000-8000-000000000004', 'a0000000-0000-4000-8000-000000000001', 'Toilet repair',
    '{toilet,toilette,inodoro,flush,running toilet}', 60, 14500),
  ('a6000000-0000-4000-8000-000000000005', 'a0000000-0000-4000-8000-000000000001', 'Boiler service',
    '{boiler,radiator,radiators,heating,chaudière,chauffage,caldera,calefacción}', 120, 22500),
  ('a6000000-0000-4000-8000-000000000006', 'a0000000-0000-4000-8000-000000000001', 'Dishwasher connection',
    '{dishwasher,lave-vaisselle,lavaplatos,lavavajillas}', 90, 19500),
  ('a6000000-0000-4000-8000-000000000007', 'a0000000-0000-4000-8000-000000000001', 'Inspection visit',
    '{leak,leaking,pipe,sump pump,pump,quote,inspection,visit,fuga,tuyau,tubería,visite,visita}', 60, 9500),
  ('b6000000-0000-4000-8000-000000000001', 'b0000000-0000-4000-8000-000000000001', 'Electrical visit',
    '{socket,outlet,breaker,panel,light,lights,wiring,prise,disjoncteur,enchufe}', 60, 12500);

insert into public.resources (id, organization_id, name) values
  ('b2000000-0000-4000-8000-000000000001', 'b0000000-0000-4000-8000-000000000001', 'Priya');

-- Anybody may try the wizard from an empty business.
update app.installation set sign_up = 'open';

-- Both businesses use what the simulator's account has from the start; only one may own the voice
-- profile, since its limits are set to its owner's.
insert into public.telnyx_setups (
  organization_id, outbound_voice_profile_id, call_control_application_id, credential_connection_id
) values
  ('a0000000-0000-4000-8000-000000000001', '2709042883142354950', '2709042883142354871',
    '2709042883142354900'),
  ('b0000000-0000-4000-8000-000000000001', null, '2709042883142354871', '2709042883142354900');

insert into public.telnyx_phone_numbers (
  id, organization_id, phone_number, label, connection_id, is_default
) values
  ('a3000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000001',
    '+14375249932', 'Main line', '2709042883142354871', true),
  ('a3000000-0000-4000-8000-000000000002', 'a0000000-0000-4000-8000-000000000001',
    '+14375550100', 'Emergency line', '2709042883142354871', false),
  ('b3000000-0000-4000-8000-000000000001', 'b0000000-0000-4000-8000-000000000001',
    '+16475550100', 'Main line', '2709042883142354871', true);

-- Clients, with their main number. A number may stand twice: a couple shares one.
create temporary table seed_clients (
  n integer, org text, name text, phone text, label text, email text, address text, company text,
  language text, notes text
);
insert into seed_clients values
  (1, 'a', 'Maria Lopez', '+14165550123', 'Mobile', 'maria.lopez@example.com',
    '48 Dovercourt Rd, Toronto, ON M6J 3C3', null, 'es',
    'Two bathrooms; shut-off valve behind the laundry. Prefers mornings.'),
  (2, 'a', 'John Chen', '+14165550177', 'Mobile', 'john.chen@example.com',
    '210 Spadina Ave, Toronto, ON M5T 2C2', null, 'en', 'Tankless heater installed in spring.'),
  (3, 'a', 'Amélie Gagnon', '+14165550101', 'Mobile', 'amelie.gagnon@example.com',
    '15 Rue de la Montagne, Toronto, ON M4E 1B2', null, 'fr-CA', 'Parle français.'),
  (4, 'a', 'Siobhán O''Connor', '+14165550102', 'Home', 'siobhan@example.com',
    '77 Roncesvalles Ave, Toronto, ON M6R 2K6', null, 'en', null),
  (5, 'a', 'Priya Raman', '+16475550103', 'Mobile', 'priya.raman@example.com',
    '9 Queens Quay W, Toronto, ON M5J 2H3', null, 'en', 'Condo: book the service elevator.'),
  (6, 'a', 'Gerald Whitmore', '+19055550104', 'Home', null,
    '1302 Lakeshore Rd E, Mississauga, ON L5E 1E9', null, 'en', 'Hard of hearing: speak slowly.'),
  (7, 'a', 'Judith Whitmore', '+19055550104', 'Home', 'judith.whitmore@example.com',
    '1302 Lakeshore Rd E, Mississauga, ON L5E 1E9', null, 'en', null),
  (8, 'a', 'Café Lumière', '+14165550105', 'Office', 'bonjour@lumiere.example',
    '402 College St, Toronto, ON M5T 1S8', 'Café Lumière Inc.', 'fr-CA', 'Grease trap every quarter.'),
  (9, 'a', 'Kwame Mensah', '+16475550106', 'Mobile', 'kwame.mensah@example.com',
    '61 Weston Rd, Toronto, ON M6N 3P5', null, 'en', null),
  (10, 'a', 'Hannah Goldberg', '+14165550107', 'Mobile', 'hannah.g@example.com',
    '330 Eglinton Ave W, Toronto, ON M5N 1A2', null, 'en', 'Dog in the yard: ring first.'),
  (11, 'a', 'Nguyễn Thị Mai', '+16475550108', 'Mobile', 'mai.nguyen@example.com',
    '1205 Dundas St W, Toronto, ON M6J 1X3', null, 'vi', null),
  (12, 'a', 'Olivier Bélanger', '+14165550109', 'Work', 'olivier@belanger.example',
    '88 Harbour St, Toronto, ON M5J 0B7', 'Bélanger Property Management', 'fr-CA',
    'Manages four buildings; invoices by e-mail only.'),
  (13, 'a', 'Fatima Al-Sayed', '+19055550110', 'Mobile', 'fatima.alsayed@example.com',
    '24 Burnhamthorpe Rd, Mississauga, ON L5A 3T1', null, 'ar', null),
  (14, 'a', 'Tomasz Kowalski', '+14165550111', 'Mobile', 'tomasz.k@example.com',
    '19 Gladstone Ave, Toronto, ON M6J 3K6', null, 'pl', 'Asks for Sam.'),
  (15, 'a', 'Grace Adeyemi', '+16475550112', 'Mobile', 'grace.adeyemi@example.com',
    '700 Lawrence Ave W, Toronto, ON M6A 3B4', null, 'en', null),
  (16, 'a', 'Daniel Rossi', '+14165550113', 'Mobile', 'daniel.rossi@example.com',
    '55 St Clair Ave W, Toronto, ON M4V 2Y7', null, 'it', null),
  (17, 'a', 'Sunrise Daycare', '+19055550114', 'Office', 'office@sunrise-daycare.example',
    '3100 Dixie Rd, Mississauga, ON L4Y 2A6', 'Sunrise Daycare', 'en',
    'Work after 18:00 only; sign in at the desk.'),
  (18, 'a', 'Eleanor Pike', '+14165550115', 'Home', null,
    '12 Withrow Ave, Toronto, ON M4K 1C9', null, 'en', 'Old galvanised pipes throughout.'),
  (19, 'a', 'Rajesh Patel', '+16475550116', 'Mobile', 'rajesh.patel@example.com',
    '455 Scarborough Golf Club Rd, Toronto, ON M1G 1H3', null, 'en', null),
  (20, 'a', 'Zoë van den Berg', '+14165550117', 'Mobile', 'zoe.vdb@example.com',
    '90 Shuter St, Toronto, ON M5B 2K6', null, 'en', null),
  (21, 'a', 'Marcus Bell', '+19055550118', 'Mobile', 'marcus.bell@example.com',
    '2 Robert Speck Pkwy, Mississauga, ON L4Z 1H8', null, 'en', 'Paid late twice: deposit first.'),
  (22, 'a', 'Ingrid Sørensen', '+16475550119', 'Mobile', 'ingrid.s@example.com',
    '140 Simcoe St, Toronto, ON M5H 4E9', null, 'en', null),
  (23, 'a', 'The Anvil Gym', '+14165550120', 'Office', 'hello@anvilgym.example',
    '1100 King St W, Toronto, ON M6K 1E6', 'Anvil Fitness Ltd.', 'en', 'Showers: six stalls.'),
  (24, 'a', 'Pedro Almeida', '+16475550121', 'Mobile', 'pedro.almeida@example.com',
    '1550 Bloor St W, Toronto, ON M6P 1A4', null, 'pt', null),
  (25, 'a', 'Wei Zhang', '+14165550122', 'Mobile', 'wei.zhang@example.com',
    '4750 Yonge St, Toronto, ON M2N 0J6', null, 'zh', null),
  (26, 'a', 'Lucía Fernández', '+19055550124', 'Mobile', 'lucia.f@example.com',
    '10 Kingsbridge Garden Cir, Mississauga, ON L5R 3K6', null, 'es', null),
  (1, 'b', 'Peter Novak', '+16475550141', 'Mobile', 'peter.novak@example.com',
    '31 Cherry St, Toronto, ON M5A 3L2', null, 'en', 'Panel upgrade quoted.'),
  (2, 'b', 'Aisha Khan', '+14165550142', 'Mobile', 'aisha.khan@example.com',
    '600 Fleet St, Toronto, ON M5V 1B7', null, 'en', null),
  (3, 'b', 'Dockside Marina', '+14165550143', 'Office', 'office@dockside.example',
    '5 Polson St, Toronto, ON M5A 1A4', 'Dockside Marina Co.', 'en', 'Shore power, 40 berths.'),
  (4, 'b', 'Colin Reid', '+19055550144', 'Home', null,
    '87 Port St E, Mississauga, ON L5G 1N5', null, 'en', null);

insert into public.clients (
  id, organization_id, name, email, address, company, preferred_language, notes_summary, created_at
)
select format('%s4000000-0000-4000-8000-%s', s.org, lpad(s.n::text, 12, '0'))::uuid,
  format('%s0000000-0000-4000-8000-000000000001', s.org)::uuid,
  s.name, s.email, s.address, s.company, s.language, s.notes,
  now() - make_interval(days => 80 - s.n * 2)
from seed_clients s;

insert into public.client_phones (organization_id, client_id, phone_number, label, is_main)
select format('%s0000000-0000-4000-8000-000000000001', s.org)::uuid,
  format('%s4000000-0000-4000-8000-%s', s.org, lpad(s.n::text, 12, '0'))::uuid,
  s.phone, s.label, true
from seed_clients s;
insert into public.client_phones (organization_id, client_id, phone_number, label)
values
  ('a0000000-0000-4000-8000-000000000001', 'a4000000-0000-4000-8000-000000000001',
    '+14165550151', 'Work'),
  ('a0000000-0000-4000-8000-000000000001', 'a4000000-0000-4000-8000-000000000012',
    '+14165550152', 'After hours');

insert into public.client_notes (organization_id, client_id, member_id, body, created_at) values
  ('a0000000-0000-4000-8000-000000000001', 'a4000000-0000-4000-8000-000000000001',
    'a1000000-0000-4000-8000-000000000002',
    'Kitchen tap drips again; Luis suspects the cartridge. Quote sent.', now() - interval '6 days'),
  ('a0000000-0000-4000-8000-000000000001', 'a4000000-0000-4000-8000-000000000002',
    'a1000000-0000-4000-8000-000000000003',
    'Wants a yearly service contract for the heater.', now() - interval '3 days');

-- Calls: day 0 is yesterday, at the business's local time. `n` counts the organisation's clients;
-- null is an unknown caller.
create temporary table seed_calls (
  org text, n integer, phone text, direction text, line integer, agent integer, days_ago integer,
  local_time time, wait_seconds integer, talk_seconds integer, outcome text, reason text,
  cause text, notes text
);
insert into seed_calls values
  ('a', 1, '+14165550123', 'inbound', 1, 2, 6, '09:12', 7, 214, 'answered', 'caller_hung_up',
    'normal_clearing', 'Kitchen tap drips; wants a morning visit.'),
  ('a', 1, '+14165550123', 'outbound', 1, 3, 2, '15:40', 9, 96, 'answered', 'agent_hung_up',
    'normal_clearing', 'Confirmed the visit with Luis.'),
  ('a', 2, '+14165550177', 'inbound', 1, 3, 3, '11:05', 5, 341, 'answered', 'caller_hung_up',
    'normal_clearing', 'Service contract for the tankless heater.'),
  ('a', 2, '+14165550177', 'outbound', 1, 3, 0, '10:20', 28, null, 'no_answer', 'ring_timeout',
    'timeout', null),
  ('a', 3, '+14165550101', 'inbound', 1, null, 0, '08:31', 20, null, 'missed', 'ring_timeout',
    'timeout', null),
  ('a', 3, '+14165550101', 'inbound', 1, 2, 9, '14:02', 11, 187, 'answered', 'caller_hung_up',
    'normal_clearing', 'Toilette qui coule; rappel en français.'),
  ('a', 4, '+14165550102', 'inbound', 2, 2, 0, '21:47', 6, 402, 'answered', 'caller_hung_up',
    'normal_clearing', 'Burst pipe in the basement; Sam sent at once.'),
  ('a', 4, '+14165550102', 'outbound', 2, 2, 0, '22:30', 8, 61, 'answered', 'caller_hung_up',
    'normal_clearing', null),
  ('a', 5, '+16475550103', 'inbound', 1, null, 1, '12:11', 9, null, 'missed', 'caller_hung_up',
    'originator_cancel', null),
  ('a', 5, '+16475550103', 'outbound', 1, 2, 1, '12:58', 6, 152, 'answered', 'caller_hung_up',
    'normal_clearing', 'Elevator booked for Thursday.'),
  ('a', 6, '+19055550104', 'inbound', 1, 3, 4, '10:33', 14, 489, 'answered', 'agent_hung_up',
    'normal_clearing', null),
  ('a', 7, '+19055550104', 'outbound', 1, 3, 4, '16:10', 4, null, 'busy', null, 'user_busy', null),
  ('a', 8, '+14165550105', 'inbound', 1, 2, 5, '07:55', 8, 233, 'answered', 'caller_hung_up',
    'normal_clearing', 'Grease trap overflow before opening.'),
  ('a', 9, '+16475550106', 'outbound', 1, 2, 5, '13:20', 7, null, 'rejected', null,
    'call_rejected', null),
  ('a', 9, '+16475550106', 'inbound', 1, 2, 5, '13:42', 5, 118, 'answered', 'caller_hung_up',
    'normal_clearing', null),
  ('a', 10, '+14165550107', 'inbound', 1, 3, 7, '17:25', 10, 276, 'answered', 'caller_hung_up',
    'normal_clearing', null),
  ('a', 11, '+16475550108', 'outbound', 1, 3, 7, '09:48', 12, 131, 'answered', 'agent_hung_up',
    'normal_clearing', null),
  ('a', 12, '+14165550109', 'inbound', 1, 2, 8, '08:20', 4, 655, 'answered', 'caller_hung_up',
    'normal_clearing', 'Boiler inspection in building C; invoice by e-mail.'),
  ('a', 12, '+14165550109', 'inbound', 2, null, 2, '23:14', 20, null, 'missed', 'ring_timeout',
    'timeout', null),
  ('a', 12, '+14165550109', 'outbound', 1, 1, 1, '08:05', 5, 201, 'answered', 'caller_hung_up',
    'normal_clearing', 'Night call was a false alarm.'),
  ('a', 13, '+19055550110', 'inbound', 1, 2, 9, '15:31', 9, 164, 'answered', 'caller_hung_up',
    'normal_clearing', null),
  ('a', 14, '+14165550111', 'inbound', 1, 3, 10, '10:07', 6, 309, 'answered', 'caller_hung_up',
    'normal_clearing', 'Asked for Sam.'),
  ('a', 15, '+16475550112', 'outbound', 1, 2, 10, '11:44', 3, null, 'cancelled', 'agent_hung_up',
    'originator_cancel', null),
  ('a', 15, '+16475550112', 'outbound', 1, 2, 10, '11:46', 8, 88, 'answered', 'caller_hung_up',
    'normal_clearing', null),
  ('a', 16, '+14165550113', 'inbound', 1, 3, 11, '09:02', 13, 142, 'answered', 'agent_hung_up',
    'normal_clearing', null),
  ('a', 17, '+19055550114', 'inbound', 1, 2, 11, '16:55', 7, 267, 'answered', 'caller_hung_up',
    'normal_clearing', 'Two blocked sinks; evening visit.'),
  ('a', 18, '+14165550115', 'inbound', 1, null, 12, '13:37', 4, null, 'missed', 'caller_hung_up',
    'originator_cancel', null),
  ('a', 18, '+14165550115', 'outbound', 1, 3, 12, '14:00', 11, 523, 'answered', 'caller_hung_up',
    'normal_clearing', 'Repipe estimate.'),
  ('a', 19, '+16475550116', 'outbound', 1, 3, 12, '10:15', 2, null, 'failed', 'number_not_found',
    'not_found', null),
  ('a', 20, '+14165550117', 'inbound', 1, 2, 13, '12:29', 6, 174, 'answered', 'caller_hung_up',
    'normal_clearing', null),
  ('a', 21, '+19055550118', 'outbound', 1, 1, 13, '15:03', 30, null, 'no_answer', 'ring_timeout',
    'no_answer', null),
  ('a', 22, '+16475550119', 'inbound', 1, 3, 13, '18:20', 15, 95, 'answered', 'caller_hung_up',
    'normal_clearing', null),
  ('a', 23, '+14165550120', 'inbound', 1, 2, 8, '06:50', 9, 381, 'answered', 'caller_hung_up',
    'normal_clearing', 'No hot water in the showers.'),
  ('a', 24, '+16475550121', 'inbound', 1, 3, 3, '14:45', 8, 207, 'answered', 'caller_hung_up',
    'normal_clearing', null),
  ('a', 25, '+14165550122', 'inbound', 1, null, 1, '17:52', 20, null, 'missed', 'ring_timeout',
    'timeout', null),
  ('a', null, '+14165550188', 'inbound', 1, 2, 2, '09:26', 6, 73, 'answered', 'agent_hung_up',
    'normal_clearing', 'Sales call.'),
  ('a', null, '+16475550189', 'inbound', 2, null, 4, '03:18', 20, null, 'missed', 'ring_timeout',
    'timeout', null),
  ('a', null, null, 'inbound', 1, null, 6, '19:44', 12, null, 'missed', 'caller_hung_up',
    'originator_cancel', null),
  ('a', 26, '+19055550124', 'outbound', 1, 2, 3, '16:22', 1, null, 'failed', 'agent_unreachable',
    'unspecified', null),
  ('a', 26, '+19055550124', 'outbound', 1, 2, 3, '16:24', 7, 129, 'answered', 'caller_hung_up',
    'normal_clearing', null),
  ('b', 1, '+16475550141', 'inbound', 1, 1, 1, '10:41', 6, 318, 'answered', 'caller_hung_up',
    'normal_clearing', 'Panel upgrade: wants a date.'),
  ('b', 2, '+14165550142', 'inbound', 1, null, 0, '09:15', 25, null, 'missed', 'ring_timeout',
    'timeout', null),
  ('b', 3, '+14165550143', 'outbound', 1, 1, 5, '13:05', 9, 240, 'answered', 'agent_hung_up',
    'normal_clearing', null),
  ('b', 4, '+19055550144', 'outbound', 1, 1, 8, '11:30', 25, null, 'no_answer', 'ring_timeout',
    'timeout', null);

insert into public.telnyx_calls (
  id, organization_id, direction, from_number, to_number, client_id, phone_number_id, agent_id,
  handled_by, status, outcome, outcome_reason, call_control_id, call_session_id,
  started_at, answered_at, ended_at, duration_seconds, hangup_cause, attempt, version, notes,
  created_at, updated_at
)
select
  format('%s5000000-0000-4000-8000-%s', s.org, lpad(s.number::text, 12, '0'))::uuid,
  n.organization_id, s.direction,
  case s.direction when 'inbound' then s.phone else n.phone_number end,
  case s.direction when 'inbound' then n.phone_number else s.phone end,
  case when s.n is not null
    then format('%s4000000-0000-4000-8000-%s', s.org, lpad(s.n::text, 12, '0'))::uuid
  end,
  n.id,
  case when s.agent is not null
    then format('%s1000000-0000-4000-8000-%s', s.org, lpad(s.agent::text, 12, '0'))::uuid
  end,
  case when s.outcome = 'answered' then 'person' end,
  'ended', s.outcome, s.reason,
  format('v3:seed-%s-%s', s.org, s.number), format('seed-session-%s-%s', s.org, s.number),
  s.started_at,
  case when s.outcome = 'answered' then s.started_at + make_interval(secs => s.wait_seconds) end,
  s.started_at + make_interval(secs => s.wait_seconds + coalesce(s.talk_seconds, 0)),
  coalesce(s.talk_seconds, 0), s.cause, case when s.agent is not null then 1 else 0 end, 4, s.notes,
  s.started_at, s.started_at
from (
  select c.*,
    row_number() over (partition by c.org order by c.days_ago desc, c.local_time) as number,
    ((now() at time zone 'America/Toronto')::date - 1 - c.days_ago + c.local_time)
      at time zone 'America/Toronto' as started_at
  from seed_calls c
) s
join public.telnyx_phone_numbers n
  on n.id = format('%s3000000-0000-4000-8000-%s', s.org, lpad(s.line::text, 12, '0'))::uuid;

-- Every missed call has a task; it is done where somebody spoke to that number afterwards.
insert into public.call_tasks (
  organization_id, call_id, client_id, reason, phone_number, due_at, done_at, created_at
)
select c.organization_id, c.id, c.client_id, c.outcome_reason, c.from_number,
  c.ended_at + interval '1 hour',
  (
    select min(later.answered_at) from public.telnyx_calls later
    where later.organization_id = c.organization_id and later.started_at > c.started_at
      and later.outcome = 'answered' and later.outside_number = c.outside_number
  ),
  c.ended_at
from public.telnyx_calls c
where c.outcome = 'missed';

-- Visits at 9:00 and later on the coming days, local time.
insert into public.appointments (
  organization_id, client_id, resource_id, title, starts_at, ends_at, status, source_call_id
)
select 'a0000000-0000-4000-8000-000000000001',
  format('a4000000-0000-4000-8000-%s', lpad(v.n::text, 12, '0'))::uuid,
  format('a2000000-0000-4000-8000-%s', lpad(v.resource::text, 12, '0'))::uuid,
  v.title, v.starts_at, v.starts_at + v.takes, v.status,
  case when v.n = 1 then (
    select c.id from public.telnyx_calls c
    where c.client_id = 'a4000000-0000-4000-8000-000000000001'
    order by c.started_at desc limit 1
  ) end
from (
  select p.n, p.resource, p.title, p.takes, p.status,
    ((now() at time zone 'America/Toronto')::date + p.days + p.local_time)
      at time zone 'America/Toronto' as starts_at
  from (values
    (1, 1, 'Replace kitchen tap cartridge', 2, time '09:00', interval '90 minutes', 'confirmed'),
    (2, 2, 'Yearly heater service', 3, time '13:00', interval '1 hour', 'unconfirmed'),
    (5, 1, 'Shower valve', 1, time '10:30', interval '2 hours', 'confirmed'),
    (12, 2, 'Boiler inspection, building C', 4, time '08:00', interval '3 hours', 'confirmed'),
    (17, 1, 'Two blocked sinks', 1, time '18:15', interval '90 minutes', 'confirmed'),
    (4, 2, 'Burst pipe, basement', -1, time '22:30', interval '2 hours', 'done')
  ) as p (n, resource, title, days, local_time, takes, status)
) v;

drop table seed_clients, seed_calls;
