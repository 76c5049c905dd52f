export const NotPascal = () => <p>name</p>; // expect: unicorn/filename-case
