package ch.meuthak.lotse.console.box;

/**
 * A release that serves HTTP as badly as its variable {@code BEHAVIOUR} says, for Debian's Perl, which is in the backend's own
 * image: it gets all that the backend gets, its limits, its read-only file system and its health check.
 */
enum PerlRelease {
    GOOD,
    /** With exit code 3, at once. */
    EXITS,
    /** Its readiness path answers 503 for ever. */
    NEVER_READY,
    /** Says that it is another release. */
    WRONG_RELEASE,
    /** Is ready, and answers with 500 whatever comes through the edge. */
    ANSWERS_500,
    /** Is ready, and exits with code 9 as soon as something comes through the edge. */
    DIES,
    /** Is ready, and takes all the memory it can get as soon as something comes through the edge. */
    EATS_MEMORY,
    IGNORES_SIGTERM;

    static final String PROGRAM = """
            use strict;
            use IO::Socket::INET;
            $| = 1;
            my $how = $ENV{BEHAVIOUR};
            print "starting: $how\\n";
            if ($how eq 'EXITS') { print STDERR "cannot find my database, giving up\\n"; exit 3; }
            my $traffic = 0;
            $SIG{CHLD} = $SIG{PIPE} = 'IGNORE';
            $SIG{USR1} = sub { $traffic = 1 };
            $SIG{TERM} = $how eq 'IGNORES_SIGTERM' ? 'IGNORE' : sub { print "stopping\\n"; exit 0 };
            my $digest = $how eq 'WRONG_RELEASE' ? 'sha256:' . '0' x 64 : $ENV{LOTSE_RELEASE_DIGEST};
            my $listener = IO::Socket::INET->new(LocalPort => 5000, Listen => 512, ReuseAddr => 1) or die $!;
            print "listening\\n";
            while (1) {
                if ($traffic && $how eq 'DIES') { print "out of luck\\n"; exit 9; }
                if ($traffic && $how eq 'EATS_MEMORY') {
                    print "hungry\\n";
                    my @eaten;
                    push @eaten, chr(65 + @eaten % 26) x (4 << 20) while 1;
                }
                my $client = $listener->accept or next;
                my $child = fork;
                next if !defined $child || $child;
                $SIG{TERM} = 'DEFAULT';
                serve($client);
                exit 0;
            }
            sub serve {
                my ($client) = @_;
                my ($request, $length, $edge) = (scalar <$client>, 0, 0);
                while (my $line = <$client>) {
                    last if $line eq "\\r\\n";
                    $length = $1 if $line =~ /^content-length: *(\\d+)/i;
                    $edge = 1 if $line =~ /^x-forwarded-for:/i;
                }
                read $client, my $body, $length if $length;
                kill 'USR1', getppid if $edge && $how =~ /DIES|EATS_MEMORY/;
                my $status = $edge && $how eq 'ANSWERS_500' ? '500 Broken'
                    : $how eq 'NEVER_READY' && $request =~ m{ /health/ready } || $request =~ m{ /hooks/} ? '503 Not Now'
                    : '200 OK';
                my $json = qq({"version":"1","revision":"","digest":"$digest","slot":"$ENV{LOTSE_SLOT}"});
                print $client "HTTP/1.1 $status\\r\\nContent-Type: application/json\\r\\nX-Release: perl\\r\\n",
                    'Content-Length: ', length $json, "\\r\\nConnection: close\\r\\n\\r\\n$json";
                close $client;
            }
            """;

    /** The lines of a Dockerfile that make an image of the backend's image that behaves so. */
    String lines() {
        return """
                ENV BEHAVIOUR=%s
                COPY release.pl /opt/lotse/release.pl
                ENTRYPOINT ["/usr/bin/perl", "/opt/lotse/release.pl"]
                """.formatted(name());
    }
}
