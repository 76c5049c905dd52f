import '../answer-call/handler.ts'; // expect: boundaries/dependencies
import '../answer-call/index.ts'; // expect: boundaries/dependencies
import '../_shared/testing/clean.ts'; // expect: boundaries/dependencies
import '../../../local/telnyx/clean.ts'; // expect: boundaries/dependencies
import '../../../tests/clean.ts'; // expect: boundaries/dependencies
import 'zod'; // expect: boundaries/dependencies
