import '../tests/clean.ts'; // expect: boundaries/dependencies
