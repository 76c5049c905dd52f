import './src/lib/clean.ts'; // expect: boundaries/dependencies
import './local/start.ts'; // expect: boundaries/dependencies

export default {};
