package ch.meuthak.lotse.console.monitor;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.facts.Box;
import java.util.List;

/** Lists the containers of the deployment. */
public interface ContainerSource {
    List<Box.Container> look() throws PlatformException;
}
