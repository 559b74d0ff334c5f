using System.Runtime.ExceptionServices;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains;

/// <summary>Calls to many grains, with a bounded number in flight.</summary>
internal static class GrainCalls
{
    // The 30 s timeout of a call starts when it is made, however many calls are queued before it.
    private const int AtOnce = 64;

    /// <summary>
    /// Makes a call for each value. A failed call does not stop the others, and the first failure is thrown when all have ended. But when the database is full
    /// or unavailable, or a call timed out, no further calls are made: each would take as long to fail.
    /// </summary>
    public static async Task<IReadOnlyList<TResult>> ForEachAsync<T, TResult>(IEnumerable<T> arguments, Func<T, Task<TResult>> call, int atOnce = AtOnce)
    {
        using var free = new SemaphoreSlim(atOnce);
        Exception? outage = null;
        return await Task.WhenAll(arguments.Select(async argument =>
        {
            await free.WaitAsync();
            try
            {
                if (outage is not null)
                {
                    ExceptionDispatchInfo.Throw(outage);
                }

                return await call(argument);
            }
            catch (Exception e) when (e is TimeoutException || Outage.Find(e) is StorageFullException or StorageUnavailableException)
            {
                outage = e;
                throw;
            }
            finally
            {
                free.Release();
            }
        }));
    }

    /// <inheritdoc cref="ForEachAsync{T,TResult}"/>
    public static Task ForEachAsync<T>(IEnumerable<T> arguments, Func<T, Task> call) => ForEachAsync(arguments, async argument =>
    {
        await call(argument);
        return true;
    });
}
