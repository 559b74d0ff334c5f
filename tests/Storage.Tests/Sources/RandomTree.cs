using System.Text;

namespace MediaPipeline.Storage.Tests.Sources;

/// <summary>Folders and files whose names are as odd as names can be.</summary>
internal static class RandomTree
{
    private static readonly string[] Parts =
    [
        "a", "A", "b", "0", "00", "007", "7", "10", "9", " ", "-", "_", "!", "~", "é", "É", "\u0001", "\u0002", "\u0003", "\u0004", "\u007f", "\uE000",
            "\uFF21", "\U0001F600", "\U00010400", "İ", "ß", "1234567890123456789012345678901",
    ];

    public static void Make(string root, int seed, int files)
    {
        var random = new Random(seed);
        var folders = new List<string> { root };
        for (var made = 0; made < files;)
        {
            var folder = folders[random.Next(folders.Count)];
            var path = Path.Combine(folder, Name(random));
            if (random.Next(5) == 0 && !Path.Exists(path))
            {
                Directory.CreateDirectory(path);
                folders.Add(path);
            }
            else if (!Path.Exists(path + ".jpg"))
            {
                File.WriteAllText(path + ".jpg", "");
                made++;
            }
        }
    }

    public static int CompareUtf8(string left, string right) => Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));

    private static string Name(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Parts[random.Next(Parts.Length)]));
}
