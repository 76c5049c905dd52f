import '@core/clean.ts'; // expect: boundaries/dependencies
import '@/calling/clean.ts'; // expect: boundaries/dependencies
import '@/calling/ports.ts'; // expect: boundaries/dependencies
import '@/calling/use-clean.ts'; // expect: boundaries/dependencies
import '@/data/clean.ts'; // expect: boundaries/dependencies
import '../calling/Clean.tsx'; // expect: boundaries/dependencies
import '@tanstack/react-query'; // expect: boundaries/dependencies
import 'zustand'; // expect: boundaries/dependencies

export const ReachesOut = () => (
  <p
    dangerouslySetInnerHTML={{ __html: '<b>name</b>' }} // expect: react/no-danger
  />
);
