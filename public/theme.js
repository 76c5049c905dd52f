// Sets the chosen theme before the first paint. A file of its own, since the page's policy forbids
// inline scripts. The key is the one in src/app/theme/theme-store.ts.
(function () {
  try {
    var theme = localStorage.getItem('switchboard.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage can be blocked; the system's theme is used then.
  }
})();
