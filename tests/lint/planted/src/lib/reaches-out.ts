import '@core/clean.ts'; // expect: boundaries/dependencies
import '@/components/ui/Clean.tsx'; // expect: boundaries/dependencies
import '../calling/clean.ts'; // expect: boundaries/dependencies
import '../data/clean.ts'; // expect: boundaries/dependencies
import '../testing/clean.ts'; // expect: boundaries/dependencies
import '../lib/planted.test.ts'; // expect: boundaries/dependencies
import 'radix-ui'; // expect: boundaries/dependencies
