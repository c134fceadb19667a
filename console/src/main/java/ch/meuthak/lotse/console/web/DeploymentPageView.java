package ch.meuthak.lotse.console.web;

import java.util.List;

/** One deployment and its log, oldest line first. */
public record DeploymentPageView(DeploymentView deployment, List<String> log) {}
