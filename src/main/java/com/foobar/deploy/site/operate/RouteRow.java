package com.foobar.deploy.site.operate;

/**
 * Where a web host's router leads.
 *
 * @param write servers that get what is written; empty where there is none
 * @param read servers that are read from
 */
public record RouteRow(String host, String write, String read) {}
