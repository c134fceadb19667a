package ch.meuthak.lotse.console.web.deployments;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.DeploymentView;
import ch.meuthak.lotse.console.web.page.ServingNotice;
import java.util.List;

/**
 * One page of the list of deployments.
 *
 * @param page counted from 1
 * @param more whether there are older ones
 * @param notice unusual facts about the serving release
 */
public record DeploymentsView(List<DeploymentView> rows, int page, boolean more, ServingNotice notice) {
    private static final int ROWS = 20;

    /** Older ones stay in the journal; the API reads them. */
    static final int LAST_PAGE = 50;

    static DeploymentsView of(ConsoleFacts facts, int page) {
        List<Deployment> latest = facts.deployments().latest(page * ROWS + 1);
        int from = Math.min((page - 1) * ROWS, latest.size());
        int to = Math.min(page * ROWS, latest.size());
        return new DeploymentsView(
                latest.subList(from, to).stream()
                        .map(deployment -> DeploymentView.of(deployment, facts.now()))
                        .toList(),
                page,
                latest.size() > to && page < LAST_PAGE,
                ServingNotice.of(facts.deployments()));
    }

    public boolean newer() {
        return page > 1;
    }

    public boolean none() {
        return rows.isEmpty();
    }
}
