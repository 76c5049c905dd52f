import '../bench/clean.ts'; // expect: boundaries/dependencies
