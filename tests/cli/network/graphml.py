"""networkx reads the GraphML that racesim writes, and finds in it what racesim says of the network.

Usage: graphml.py PROGRAM SCENARIO [OPTION ...]
"""
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import networkx
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)


def show(program, scenario, *options):
    return subprocess.run([program, "show", scenario, *options], check=True, capture_output=True, text=True).stdout


def close(a, b):
    return math.isclose(a, b, rel_tol=1e-4, abs_tol=1e-9)  # weights have six digits


def check_channel(graph, said):
    """`graph`: the ties of one channel as a directed graph."""
    weights = [weight for _, _, weight in graph.edges(data="weight")]
    bloc = graph.nodes(data="bloc")
    across = sum(w for j, i, w in graph.edges(data="weight") if bloc[j] != bloc[i])
    assert graph.number_of_edges() == said["ties"], said["channel"]
    assert close(networkx.density(graph), said["density"])
    assert networkx.number_weakly_connected_components(graph) == said["weak_components"]
    assert networkx.number_strongly_connected_components(graph) == said["strong_components"]
    assert close(across / sum(weights), said["share_across_blocs"])
    for j, i, weight in graph.edges(data="weight"):
        graph[j][i]["length"] = 1 / weight
    between = networkx.betweenness_centrality(graph, weight="length")
    by_name = {name: lab for lab, name in graph.nodes(data="name")}
    for lab in said["labs"]:
        node = by_name[lab["lab"]]
        assert bloc[node] == lab["bloc"]
        assert close(graph.out_degree(node, weight="weight"), lab["out_strength"])
        assert close(graph.in_degree(node, weight="weight"), lab["in_strength"])
        assert abs(between[node] - lab["betweenness"]) < 0.02, (said["channel"], lab)  # paths of nearly equal length
    communities = {}
    for lab in said["labs"]:
        communities.setdefault(lab["community"], set()).add(by_name[lab["lab"]])
    if said["communities"] == len(communities) and len(graph) == len(said["labs"]):
        found = networkx.algorithms.community.modularity(undirected(graph), communities.values(), weight="weight")
        assert abs(found - said["modularity"]) < 1e-4, (said["channel"], found, said["modularity"])


def ties_of(read, channels):
    """The ties of some channels, parallel ones added up."""
    graph = networkx.DiGraph()
    graph.add_nodes_from(read.nodes(data=True))
    for j, i, data in read.edges(data=True):
        if data["channel"] in channels:
            before = graph[j][i]["weight"] if graph.has_edge(j, i) else 0
            graph.add_edge(j, i, weight=before + data["weight"])
    return graph


def undirected(graph):
    """Ties both ways are one with the weight of both."""
    result = networkx.Graph()
    result.add_nodes_from(graph)
    for j, i, weight in graph.edges(data="weight"):
        before = result[j][i]["weight"] if result.has_edge(j, i) else 0
        result.add_edge(j, i, weight=before + weight)
    return result


def main(program, scenario, *options):
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "network.graphml"
        said = json.loads(show(program, scenario, *options, "--network", "--json", "--graphml", path))
        read = networkx.read_graphml(path, force_multigraph=True)
    assert len(read) == said["named_labs"] + said["developers"]
    channels = {channel for _, _, channel in read.edges(data="channel")}
    for row in said["channels"]:
        graph = ties_of(read, {row["channel"]} if row["channel"] in channels else channels - {"distillation"})
        check_channel(graph, row)


main(*sys.argv[1:])
