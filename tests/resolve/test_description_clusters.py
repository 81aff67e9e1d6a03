"""Average-link clusters of descriptions, and what keeps two apart."""

import random

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

from dateline.resolve.description_clusters import cluster
from dateline.resolve.description_pairs import Story
from dateline.resolve.descriptions import Description


def test_clusters_are_those_of_an_independent_implementation():
    """With a score for every pair the clusters are scipy's average linkage, cut at the same height."""
    for seed in range(20):
        chance = random.Random(seed)
        count = chance.randint(2, 15)
        scores = {(i, j): chance.random() for i in range(count) for j in range(i + 1, count)}
        labels = fcluster(linkage(np.array([1 - s for s in scores.values()]), "average"), 0.5, "distance")
        expected = {frozenset(np.flatnonzero(labels == label).tolist()) for label in labels}
        assert expected == {frozenset(members) for members in cluster(count, scores, 0.5)}


def test_what_is_apart_is_never_in_one_cluster():
    """Two things that cannot be one stay apart even where a third is like both."""
    scores = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.9}
    assert [[0, 1], [2]] == cluster(3, scores, 0.5, apart=lambda left, right: {left, right} == {0, 2})


def test_a_pair_without_a_score_counts_as_nothing():
    """A third joins where the mean over the cluster reaches the threshold."""
    scores = {(0, 1): 0.9, (1, 2): 0.8}
    assert [[0, 1], [2]] == cluster(3, scores, 0.5)
    assert [[0, 1, 2]] == cluster(3, scores, 0.4)


def called(noun: str, article: str, **facts: object) -> Description:
    """A person of one article, called by a noun."""
    description = Description(0, "person", named=False, articles={article}, count=1, plurals=[False])
    description.nouns[noun] += 1
    for name, value in facts.items():
        setattr(description, name, value)
    return description


def test_what_somebody_does_tells_more_than_a_noun_alone():
    """Two drivers are more likely one where both were arrested."""
    alike = (
        called("driver", "a1", acts={("arrest", "patient")}),
        called("driver", "a2", acts={("arrest", "patient")}),
    )
    other = called("driver", "a3", acts={("phone", "agent")})
    story = Story.of([*alike, other])
    assert story.score(*alike) > story.score(alike[0], other)


def test_a_man_is_no_woman():
    """Opposed genders make it unlikely that two are one, whatever they are called."""
    woman = called("pilot", "a1", genders={"female"})
    man = called("pilot", "a2", genders={"male"})
    story = Story.of([woman, man])
    assert story.score(woman, man) < 0.3


def test_who_robs_is_a_robber():
    """A noun made of what somebody does makes them likelier one, its object does not."""
    robber = called("robber", "a1")
    doer = called("man", "a2", acts={("rob", "agent")})
    victim = called("man", "a3", acts={("rob", "patient")})
    story = Story.of([robber, doer, victim])
    assert story.score(robber, doer) > story.score(robber, victim)


def test_what_is_said_of_somebody_is_compared_by_its_meaning():
    """Two whose sentences tell the same in other words are likelier one."""
    found = called("pilot", "a1", windows=["the pilot was found dead in his cabin"])
    same = called("captain", "a2", windows=["officers discovered the captain's body in his cabin"])
    other = called("captain", "a3", windows=["the captain won a chess prize last year"])
    story = Story.of([found, same, other])
    assert story.score(found, same) > story.score(found, other)


def test_those_who_share_an_act_with_one_other_are_likelier_one():
    """Who met Moreau as the one who came is likelier who met Moreau, whatever each is called."""
    one = called("envoy", "a1", partners={("agent", 7)})
    same = called("diplomat", "a2", partners={("agent", 7)})
    other = called("diplomat", "a3", partners={("agent", 8)})
    story = Story.of([one, same, other])
    assert story.score(one, same) > story.score(one, other)
