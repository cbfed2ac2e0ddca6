"""Tests of this plugin, without a network: requests that would leave the machine go to a server that the tests script.

They need ``dify_plugin`` and ``pytest``; run ``pytest`` in the plugin's folder. What they expect stands in
``expected.json``.
"""
