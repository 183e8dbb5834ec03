package com.foobar.deploy.lab;

import java.util.List;

/**
 * One host of a lab.
 *
 * @param address in the lab's own network
 * @param sshPort on the loopback address of this machine
 * @param published further ports, {@code outside:inside}, on the loopback address
 */
public record LabHost(String name, String address, int sshPort, List<String> published) {
    public LabHost {
        published = List.copyOf(published);
    }
}
