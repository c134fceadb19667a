package ch.meuthak.lotse.console.diagnosis.rules;

import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredDenied;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredExpired;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredFile;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredImdsHops;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredLabEnded;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredNone;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredPartial;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredRefused;
import ch.meuthak.lotse.console.diagnosis.rules.access.CredRegion;
import ch.meuthak.lotse.console.diagnosis.rules.box.BoxCredits;
import ch.meuthak.lotse.console.diagnosis.rules.box.BoxDisk;
import ch.meuthak.lotse.console.diagnosis.rules.box.BoxMemory;
import ch.meuthak.lotse.console.diagnosis.rules.change.Drift;
import ch.meuthak.lotse.console.diagnosis.rules.change.EipDiffers;
import ch.meuthak.lotse.console.diagnosis.rules.change.EipLoose;
import ch.meuthak.lotse.console.diagnosis.rules.change.LabRestarted;
import ch.meuthak.lotse.console.diagnosis.rules.dns.DnsLoop;
import ch.meuthak.lotse.console.diagnosis.rules.dns.DnsNxdomain;
import ch.meuthak.lotse.console.diagnosis.rules.dns.DnsOtherLb;
import ch.meuthak.lotse.console.diagnosis.rules.dns.DnsToEip;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpApiOpen;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpConsole;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpImdsv1;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpOther;
import ch.meuthak.lotse.console.diagnosis.rules.exposure.ExpSshOpen;
import ch.meuthak.lotse.console.diagnosis.rules.forwarding.RuleHost;
import ch.meuthak.lotse.console.diagnosis.rules.forwarding.RuleNoTg;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmExpired;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmExpiring;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmFailed;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmImported;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmName;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmNotInUse;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmPending;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmPendingAbsent;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmPendingDiffers;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmPendingDoubled;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmPendingLate;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmRegion;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmRenewalPending;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmTimedOut;
import ch.meuthak.lotse.console.diagnosis.rules.listener.AcmUnusable;
import ch.meuthak.lotse.console.diagnosis.rules.listener.LbHttpForwards;
import ch.meuthak.lotse.console.diagnosis.rules.listener.LbNoHttps;
import ch.meuthak.lotse.console.diagnosis.rules.listener.TlsChain;
import ch.meuthak.lotse.console.diagnosis.rules.listener.TlsPolicy;
import ch.meuthak.lotse.console.diagnosis.rules.listener.TlsServedDiffers;
import ch.meuthak.lotse.console.diagnosis.rules.loadbalancer.LbAbsent;
import ch.meuthak.lotse.console.diagnosis.rules.loadbalancer.LbInternal;
import ch.meuthak.lotse.console.diagnosis.rules.loadbalancer.LbSg443;
import ch.meuthak.lotse.console.diagnosis.rules.loadbalancer.LbState;
import ch.meuthak.lotse.console.diagnosis.rules.loadbalancer.LbSubnetNoIgw;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunDirectOk;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunDown;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunEdge;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunKeepalive;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunMemory;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunNoAnswer;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunRelease;
import ch.meuthak.lotse.console.diagnosis.rules.release.RunRestarts;
import ch.meuthak.lotse.console.diagnosis.rules.securitygroup.TgtSg;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgNotInUse;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtCode;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtFailOpen;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtLoopback;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtPort;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtRefused;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtShift;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtSlowStart;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtState;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtStopped;
import ch.meuthak.lotse.console.diagnosis.rules.target.TgtTimeout;
import ch.meuthak.lotse.console.diagnosis.rules.targetgroup.TgEmpty;
import ch.meuthak.lotse.console.diagnosis.rules.targetgroup.TgProtocol;
import ch.meuthak.lotse.console.diagnosis.rules.targetgroup.TgtDrainingLong;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All the rules, in the order in which a request meets what they are about. */
public final class Rulebook {
    /** Each once. Of findings that weigh alike, the one of the rule that stands first here comes first. */
    public static final List<Rule> ALL = List.of(
            CredNone.RULE,
            CredFile.RULE,
            CredPartial.RULE,
            CredImdsHops.RULE,
            CredExpired.RULE,
            CredLabEnded.RULE,
            CredRegion.RULE,
            CredRefused.RULE,
            CredDenied.RULE,
            DnsLoop.RULE,
            DnsNxdomain.RULE,
            DnsToEip.RULE,
            DnsOtherLb.RULE,
            LbAbsent.RULE,
            LbState.RULE,
            LbInternal.RULE,
            LbSg443.RULE,
            LbSubnetNoIgw.RULE,
            LbNoHttps.RULE,
            AcmName.RULE,
            AcmRegion.RULE,
            AcmExpired.RULE,
            AcmTimedOut.RULE,
            AcmFailed.RULE,
            AcmUnusable.RULE,
            AcmPendingDoubled.RULE,
            AcmPendingAbsent.RULE,
            AcmPendingDiffers.RULE,
            AcmPendingLate.RULE,
            AcmPending.RULE,
            AcmRenewalPending.RULE,
            AcmImported.RULE,
            AcmExpiring.RULE,
            AcmNotInUse.RULE,
            TlsServedDiffers.RULE,
            TlsChain.RULE,
            TlsPolicy.RULE,
            LbHttpForwards.RULE,
            RuleHost.RULE,
            RuleNoTg.RULE,
            TgEmpty.RULE,
            TgProtocol.RULE,
            TgtDrainingLong.RULE,
            TgtFailOpen.RULE,
            TgNotInUse.RULE,
            TgtStopped.RULE,
            TgtLoopback.RULE,
            TgtPort.RULE,
            TgtRefused.RULE,
            TgtTimeout.RULE,
            TgtCode.RULE,
            TgtSlowStart.RULE,
            TgtShift.RULE,
            TgtState.RULE,
            TgtSg.RULE,
            ExpApiOpen.RULE,
            ExpSshOpen.RULE,
            ExpOther.RULE,
            ExpConsole.RULE,
            ExpImdsv1.RULE,
            RunEdge.RULE,
            RunDown.RULE,
            RunMemory.RULE,
            RunRestarts.RULE,
            BoxMemory.RULE,
            BoxDisk.RULE,
            BoxCredits.RULE,
            RunRelease.RULE,
            RunKeepalive.RULE,
            RunDirectOk.RULE,
            RunNoAnswer.RULE,
            LabRestarted.RULE,
            EipDiffers.RULE,
            EipLoose.RULE,
            Drift.RULE);

    private Rulebook() {}

    /** The rule with this id, in capitals or not, with dashes or underscores. */
    public static Optional<Rule> of(String id) {
        String name = id.strip().toUpperCase(Locale.ROOT).replace('_', '-');
        return ALL.stream().filter(rule -> rule.id().equals(name)).findFirst();
    }
}
