using System.Diagnostics;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Tests.Support;
using MediaPipeline.TestKit.Files;
using Orleans.Storage;

namespace MediaPipeline.Storage.Tests.Sqlite;

public sealed class KillTests
{
    [Theory]
    [InlineData(20)]
    [InlineData(300)]
    [InlineData(2000)]
    public async Task KilledDuringGroupCommit_EveryAcknowledgedWriteIsThere(int acknowledgedBeforeTheKill)
    {
        using var directory = new TemporaryDirectory();
        var acknowledged = await KillAfterAsync(directory.Path, acknowledgedBeforeTheKill);

        await using var host = new StorageHost(directory.Path);
        var storage = host.Get<IGrainStorage>(StateNames.Storage);
        foreach (var id in acknowledged)
        {
            var held = new GrainState<ImageRecord>();
            await storage.ReadStateAsync(StateNames.Images, StateExtensions.Grain(id), held);
            held.State!.Tries.ShouldBe(1, $"{id} was acknowledged, but its last write is not there");
        }

        acknowledged.Count.ShouldBeGreaterThanOrEqualTo(acknowledgedBeforeTheKill);
        (await host.Database.ReadAsync(session => session.First("PRAGMA integrity_check", row => row.GetString(0)), CancellationToken.None)).ShouldBe("ok");
    }

    // What the child could still print after the signal was sent has been acknowledged as well.
    private static async Task<List<string>> KillAfterAsync(string directory, int count)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(KillTests).Assembly.Location, "write-until-killed", directory])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var child = Process.Start(start)!;
        var acknowledged = new List<string>();
        while (await child.StandardOutput.ReadLineAsync() is { } id)
        {
            acknowledged.Add(id);
            if (acknowledged.Count == count)
            {
                child.Kill();
            }
        }

        await child.WaitForExitAsync();
        const int IdLength = 36;
        return [.. acknowledged.Where(id => id.Length == IdLength)];
    }
}
