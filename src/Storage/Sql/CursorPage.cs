using MediaPipeline.Contracts.Reading;

namespace MediaPipeline.Storage.Sql;

/// <summary>An entry of a page, with what it is ordered by.</summary>
internal sealed record Listed<T>(T Entry, IReadOnlyList<object> Keys);

/// <summary>Makes pages whose end is known, since one entry more than is shown has been looked for.</summary>
internal static class CursorPage
{
    /// <summary>How many entries to look for.</summary>
    public static int Wanted(this PageRequest page) => page.Size + 1;

    /// <param name="list">Name, filter and order of the list.</param>
    public static Page<T> ToPage<T>(this IReadOnlyList<Listed<T>> found, PageRequest page, string list, long total) => page.Filled<T>(
        [.. found.Take(page.Size).Select(one => one.Entry)],
        total,
        found.Count > page.Size ? PageCursor.Write(list, found[page.Size - 1].Keys) : null);
}
