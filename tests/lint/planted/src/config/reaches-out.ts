import '../data/clean.ts'; // expect: boundaries/dependencies
import '../calling/clean.ts'; // expect: boundaries/dependencies
import 'react'; // expect: boundaries/dependencies
