namespace MediaPipeline.Storage.Similarity;

/// <summary>Union-find over 0 to n - 1, four bytes each. A set is named by its smallest member.</summary>
internal sealed class DisjointSets
{
    private readonly int[] _parents;

    public DisjointSets(int count)
    {
        _parents = new int[count];
        for (var i = 0; i < count; i++)
        {
            _parents[i] = i;
        }
    }

    public int Find(int member)
    {
        while (_parents[member] != member)
        {
            _parents[member] = _parents[_parents[member]];
            member = _parents[member];
        }

        return member;
    }

    public void Union(int one, int other)
    {
        var (first, second) = (Find(one), Find(other));
        _parents[Math.Max(first, second)] = Math.Min(first, second);
    }
}
