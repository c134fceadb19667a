#!/usr/bin/perl
# Starts HAProxy with deadlines that follow from the load balancer's idle timeout: HAProxy's configuration cannot add. If another
# edge holds the port, this one takes over its listening sockets. Then the other one can stop, and no connection is refused.
use strict;
use warnings;
use IO::Socket::UNIX;

my %seconds = (s => 1, m => 60, h => 3600);
my $given = length($ENV{LOTSE_IDLE_TIMEOUT} // '') ? $ENV{LOTSE_IDLE_TIMEOUT} : '60s';
my $idle = $given =~ /^([0-9]{1,4})(s|m|h)$/ ? $1 * $seconds{$2} : 0;
if ($idle < 1 || $idle > 4000) {
    $given =~ s/[^ -~]/?/g;
    die 'lotse-edge: LOTSE_IDLE_TIMEOUT is "' . substr($given, 0, 50)
        . "\", but should be the load balancer's idle timeout, from 1s to 4000s\n";
}

# As ch.meuthak.lotse.server.IdleTimeout has it: the load balancer gives up first, and closes first.
$ENV{LOTSE_EDGE_ANSWER_TIME} = $idle + 5 . 's';
$ENV{LOTSE_EDGE_IDLE_TIME} = $idle + 15 . 's';
$ENV{LOTSE_EDGE_STOP_TIME} = $idle + 30 . 's';

my $socket = (length($ENV{LOTSE_EDGE_DIR} // '') ? $ENV{LOTSE_EDGE_DIR} : '/run/lotse/edge') . '/haproxy.sock';
my @takeover = IO::Socket::UNIX->new(Peer => $socket) ? ('-x', $socket) : ();
exec { 'haproxy' } 'haproxy', @ARGV, @takeover or die "lotse-edge: haproxy: $!\n";
