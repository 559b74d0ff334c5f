using System.Numerics;
using MediaPipeline.Storage.Similarity;

namespace MediaPipeline.Storage.Tests.Similarity;

public sealed class NearDuplicatesTests
{
    private const ulong Base = 0x8123_4567_89ab_cdef;

    public static TheoryData<int> Distances => [0, 1, 2, 3, 4, 5, 6];

    [Fact]
    public void Nothing_AndOneAlone_MakeNoGroup()
    {
        Groups(4).ShouldBeEmpty();
        Groups(4, Base).ShouldBeEmpty();
        Groups(4, Base, ~Base).ShouldBeEmpty();
    }

    [Fact]
    public void EqualHashes_AreAGroup_AlsoAtDistance0() => Groups(0, Base, Base ^ 1, Base, Base).ShouldBe([[0, 2, 3]]);

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    public void Pair_BelongsTogether_UpToTheDistance(int bits, int groups) => Groups(2, Base, Base ^ ((1UL << bits) - 1)).Count.ShouldBe(groups);

    [Fact]
    public void Chain_IsOneGroup_ThoughItsEndsAreFarApart()
    {
        var chain = Enumerable.Range(0, 16).Select(link => Base ^ ((1UL << (4 * link)) - 1)).ToArray();

        Groups(4, chain).ShouldBe([[.. Enumerable.Range(0, 16)]]);
        Groups(3, chain).ShouldBeEmpty();
    }

    [Fact]
    public void LargestFirst_ThenByTheirFirstPictures() =>
        Groups(1, 0xff, Base, 0xf0_0000, 0xff, Base, 0xf0_0000, Base ^ 1).ShouldBe([[1, 4, 6], [0, 3], [2, 5]]);

    [Fact]
    public void PicturesOfOneColour_AreAlikeOnlyInTheSameColour()
    {
        Fingerprint white = new(0xffffff, IsFlat: true), nearlyWhite = new(0xfffffe, IsFlat: true), photograph = new(0xffffff, IsFlat: false);

        Groups(6, [white, nearlyWhite, photograph, white]).ShouldBe([[0, 3]]);
    }

    /// <summary>Each hash of a crowd has neighbours at the distance, just beyond it, and nowhere near; few hashes take another way than many.</summary>
    [Theory]
    [MemberData(nameof(Distances))]
    public void FindsWhatAllPairsFind(int maxDistance)
    {
        var random = new Random(maxDistance);
        var many = Enumerable.Range(0, 700).SelectMany(_ => Family(random, maxDistance)).ToArray();

        Groups(maxDistance, many).ShouldBe(ByAllPairs(maxDistance, many));
        Groups(maxDistance, many[..300]).ShouldBe(ByAllPairs(maxDistance, many[..300]));
    }

    /// <summary>Far too slow if equal ones were compared: 5,000,000,000 pairs.</summary>
    [Fact]
    public void AHundredThousandEqualHashes_AreOneGroupAtOnce() => Groups(4, [.. Enumerable.Repeat(Base, 100_000)]).ShouldHaveSingleItem()
        .Length.ShouldBe(100_000);

    /// <summary>All in one bucket of most bands: the bits that all of them share tell nothing apart.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(6)]
    public void AHundredThousandHashesThatDifferInFewBits_AreOneGroup(int maxDistance) =>
        Groups(maxDistance, [.. Enumerable.Range(0, 100_000).Select(i => Base ^ ((ulong)i << 20))]).ShouldHaveSingleItem().Length.ShouldBe(100_000);

    [Fact]
    public void Cancelled_Stops()
    {
        var fingerprints = Enumerable.Range(0, 5000).Select(i => new Fingerprint((ulong)i << 30, IsFlat: false)).ToArray();

        Should.Throw<OperationCanceledException>(() => NearDuplicates.Find(fingerprints, 4, new CancellationToken(canceled: true)));
    }

    private static IEnumerable<ulong> Family(Random random, int maxDistance)
    {
        var hash = (ulong)random.NextInt64() << 1;
        return [hash, Flip(random, hash, maxDistance), Flip(random, hash, maxDistance + 1)];
    }

    private static ulong Flip(Random random, ulong hash, int bits) =>
        Enumerable.Range(0, 64).OrderBy(_ => random.Next()).Take(bits).Aggregate(hash, (flipped, bit) => flipped ^ (1UL << bit));

    private static List<int[]> ByAllPairs(int maxDistance, ulong[] hashes)
    {
        var sets = new DisjointSets(hashes.Length);
        var pairs = from one in Enumerable.Range(0, hashes.Length)
                    from other in Enumerable.Range(0, one)
                    where BitOperations.PopCount(
            hashes[one] ^ hashes[other]) <= maxDistance
                    select (one, other);
        foreach (var (one, other) in pairs)
        {
            sets.Union(one, other);
        }

        return [.. Enumerable.Range(0, hashes.Length).GroupBy(sets.Find).Select(set => set.ToArray()).Where(set => set.Length > 1)
            .OrderByDescending(set => set.Length)];
    }

    private static List<int[]> Groups(int maxDistance, params ulong[] hashes) =>
        Groups(maxDistance, [.. hashes.Select(hash => new Fingerprint(hash, IsFlat: false))]);

    private static List<int[]> Groups(int maxDistance, Fingerprint[] fingerprints)
    {
        var found = NearDuplicates.Find(fingerprints, maxDistance, CancellationToken.None);
        return [.. Enumerable.Range(0, found.Count).Select(group => found[group].ToArray())];
    }
}
