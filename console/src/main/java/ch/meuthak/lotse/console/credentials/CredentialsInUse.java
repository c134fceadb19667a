package ch.meuthak.lotse.console.credentials;

import ch.meuthak.lotse.console.facts.Access;
import ch.meuthak.lotse.console.facts.Account;
import ch.meuthak.lotse.console.facts.Fact;
import java.util.List;

/** The console's credentials: what they are, and how an operator replaces them. */
public interface CredentialsInUse {

    /** What they are, as of the last time that AWS was to be read. Waits for nothing. */
    Fact<Access> access();

    /**
     * Tries credentials with GetCallerIdentity and, when AWS accepts them, uses them from now on: in memory only, until they are
     * dropped or the console ends. Waits for AWS. If anything is wrong, the credentials in use stay in use.
     *
     * @param block a lab's "AWS CLI" block, lines for a shell, or the JSON that STS gives
     */
    Outcome use(String block);

    /** Goes back to what the SDK's chain finds on this machine. */
    void drop();

    /** What came of {@link #use}. */
    sealed interface Outcome {
        /**
         * They are used.
         *
         * @param notes notes for the operator, in sentences
         */
        record Used(Account account, List<String> notes) implements Outcome {}

        /**
         * They are not.
         *
         * @param reasons everything that is wrong, in sentences without any value of them; never empty
         */
        record NotUsed(List<String> reasons) implements Outcome {}
    }
}
