/** The sign of TracAgg: a small waterfall. */
export function Mark({ size }: { size: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden>
      <rect x="1" y="3" width="22" height="4" rx="1" fill="var(--accent)" />
      <rect x="4" y="10" width="9" height="4" rx="1" fill="var(--service-3)" />
      <rect x="12" y="17" width="10" height="4" rx="1" fill="var(--service-1)" />
    </svg>
  );
}
