/** Two jacks and the cord between them. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
      strokeLinecap="round"
      aria-hidden="true"
      className={className}
    >
      <circle cx="6" cy="6" r="3.25" />
      <circle cx="18" cy="18" r="3.25" />
      <path d="M6 9.5v3a5.5 5.5 0 0 0 5.5 5.5h2.6" />
      <circle cx="18" cy="6" r="1.6" fill="currentColor" stroke="none" opacity=".4" />
    </svg>
  );
}
