/**
 * Two rules that oxlint does not have, as an ESLint-style plugin (oxlint `jsPlugins`).
 */
interface Node {
  type: string;
  name?: string;
  callee?: Node;
  arguments?: Node[];
}
interface Context {
  report(problem: { node: Node; message: string }): void;
}

const isDate = (node: Node | undefined): boolean =>
  node?.type === 'Identifier' && node.name === 'Date';

/** `new Date()` and `Date()` read the clock; `new Date(instant)` only converts. */
const noImplicitNow = {
  create(context: Context) {
    const report = (node: Node) =>
      context.report({ node, message: 'This reads the clock. Take the time as a parameter.' });
    return {
      NewExpression(node: Node) {
        if (isDate(node.callee) && node.arguments?.length === 0) report(node);
      },
      CallExpression(node: Node) {
        if (isDate(node.callee)) report(node);
      },
    };
  },
};

/** `export * from` hides what a module offers and who uses it. */
const noExportAll = {
  create(context: Context) {
    return {
      ExportAllDeclaration(node: Node) {
        context.report({ node, message: 'Name what is exported; import from the file itself.' });
      },
    };
  },
};

export default {
  meta: { name: 'switchboard' },
  rules: { 'no-implicit-now': noImplicitNow, 'no-export-all': noExportAll },
};
