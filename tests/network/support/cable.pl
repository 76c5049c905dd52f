# A cable between two TUN interfaces, whose delay and loss are set line by line on standard input:
# "delay_ms loss_percent", each way. It lives as long as its standard input is open.
#
# Perl, because Node cannot set up a TUN device, Debian always has Perl (perl-base, which has no
# Time::HiRes: the clock is that of times(2), of 10 ms), and kernels without netem exist.
use strict;
use warnings;
use POSIX ();

use constant { TUNSETIFF => 0x400454ca, IFF_TUN => 0x0001, IFF_NO_PI => 0x1000, MTU => 65_536 };

my $ticks = POSIX::sysconf(POSIX::_SC_CLK_TCK());

sub now {
    my ($elapsed) = POSIX::times();
    return $elapsed / $ticks;
}

sub open_end {
    my ($name) = @_;
    open(my $end, '+<', '/dev/net/tun') or die "cannot open /dev/net/tun: $!\n";
    my $request = pack('Z16 S x22', $name, IFF_TUN | IFF_NO_PI);
    ioctl($end, TUNSETIFF, $request) or die "cannot make $name: $!\n";
    return $end;
}

my @ends = map { open_end($_) } @ARGV;
my ($delay, $loss) = (0, 0);
my @under_way;
$| = 1;
print "ready\n";

while (1) {
    my $wait = @under_way ? $under_way[0][0] - now() : 60;
    my $readable = '';
    vec($readable, fileno($_), 1) = 1 for @ends, \*STDIN;
    select($readable, undef, undef, $wait < 0 ? 0 : $wait);
    if (vec($readable, fileno(STDIN), 1)) {
        sysread(STDIN, my $line, 256) or exit 0;
        ($delay, $loss) = ($1 / 1000, $2 / 100) if $line =~ /([\d.]+) ([\d.]+)/;
    }
    for my $from (0, 1) {
        next unless vec($readable, fileno($ends[$from]), 1);
        my $length = sysread($ends[$from], my $packet, MTU);
        # An interface that is down reads as an error: nothing comes from there.
        next unless $length;
        push @under_way, [now() + $delay, 1 - $from, $packet] if rand() >= $loss;
    }
    while (@under_way && $under_way[0][0] <= now()) {
        my ($due, $to, $packet) = @{ shift @under_way };
        syswrite($ends[$to], $packet);
    }
}
