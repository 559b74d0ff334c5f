using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.CacheFolders;

namespace MediaPipeline.Grains.Tests.CacheFolders;

public sealed class FolderLedgerTests
{
    private static readonly ImageId One = ImageId.Of(CollectionId.Of("/pictures"), "1.jpg", null);
    private static readonly ImageId Two = ImageId.Of(CollectionId.Of("/pictures"), "2.jpg", null);
    private readonly FolderLedger _ledger = new();

    [Fact]
    public void Settle_BeforeTheStoreIsAsked_IsStillCounted()
    {
        Know(100);
        _ledger.Reserve(One, 1, 10);
        _ledger.Settle(One, 1);

        _ledger.Held.ShouldBe(110);
        _ledger.Reservations.ShouldBe(0);
    }

    [Fact]
    public void Know_CountsWhatWasSettledBeforeTheQuestionOnce()
    {
        _ledger.Reserve(One, 1, 10);
        _ledger.Settle(One, 1);
        Know(110);

        _ledger.Held.ShouldBe(110);
    }

    [Fact]
    public void Know_WhatWasSettledDuringTheQuestion_MayBeCountedTwiceAndNeverNot()
    {
        _ledger.Reserve(One, 1, 10);
        var mark = _ledger.Mark();
        _ledger.Settle(One, 1);
        _ledger.Know(100, 2, mark);

        _ledger.Held.ShouldBe(110);
    }

    [Fact]
    public void Reserve_ALaterAttempt_KeepsTheLargerSizeUntilItIsSettledItself()
    {
        Know(0);
        _ledger.Reserve(One, 1, 10);
        _ledger.Reserve(One, 2, 7);
        _ledger.Settle(One, 1);

        _ledger.Held.ShouldBe(10);
        _ledger.Reservations.ShouldBe(1);
    }

    [Fact]
    public void Average_IsOfPictures_WhichHaveTwoFilesEach()
    {
        _ledger.Know(400, 8, _ledger.Mark());
        _ledger.Reserve(Two, 1, 1_000);

        _ledger.Average.ShouldBe(100);
    }

    private void Know(long bytes) => _ledger.Know(bytes, 2, _ledger.Mark());
}
