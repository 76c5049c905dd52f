const JACKS = Array.from({ length: 14 * 12 }, (_, index) => ({
  x: 40 + (index % 12) * 56,
  y: 40 + Math.floor(index / 12) * 56,
}));

const CORDS = [
  {
    stroke: 'var(--lamp-busy)',
    lamp: 'var(--lamp-on)',
    from: [152, 152],
    to: [432, 264],
    sag: 454,
  },
  {
    stroke: 'var(--line-control)',
    lamp: 'var(--lamp-on)',
    from: [544, 96],
    to: [264, 376],
    sag: 526,
  },
  { stroke: 'var(--lamp-ai)', lamp: 'var(--lamp-ai)', from: [96, 488], to: [376, 544], sag: 704 },
  {
    stroke: 'var(--lamp-busy)',
    lamp: 'var(--lamp-on)',
    from: [488, 432],
    to: [600, 600],
    sag: 750,
  },
] as const;

/** A field of jacks with four calls plugged in. Decorative. */
export function SwitchboardArt() {
  return (
    <div
      aria-hidden="true"
      className="relative -order-1 overflow-hidden border-b border-line bg-canvas min-[901px]:order-none min-[901px]:border-b-0 min-[901px]:border-l"
    >
      <svg
        viewBox="0 0 696 824"
        preserveAspectRatio="xMidYMid slice"
        className="absolute inset-0 size-full"
      >
        <g fill="var(--surface)" stroke="var(--line-strong)" strokeWidth="1.5">
          {JACKS.map(({ x, y }) => (
            <circle key={`${x}-${y}`} cx={x} cy={y} r="7" />
          ))}
        </g>
        {CORDS.map(({ stroke, lamp, from, to, sag }) => (
          <g key={from.join()} stroke={stroke} strokeWidth="5" strokeLinecap="round">
            <path
              fill="none"
              d={`M${from[0]} ${from[1]}C${from[0]} ${sag} ${to[0]} ${sag} ${to[0]} ${to[1]}`}
            />
            {[from, to].map(([x, y]) => (
              <g key={`${x}-${y}`}>
                <circle cx={x} cy={y} r="11" fill="var(--surface)" />
                <circle cx={x} cy={y - 17} r="2.5" fill={lamp} stroke="none" />
              </g>
            ))}
          </g>
        ))}
        <circle cx="208" cy="639" r="2.5" fill="var(--lamp-wait)" />
      </svg>
    </div>
  );
}
